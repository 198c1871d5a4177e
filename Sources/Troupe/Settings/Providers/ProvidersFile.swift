internal import Foundation
internal import TOMLKit
internal import TroupeProviders

/// The providers that the user added: `providers.toml` in the configuration folder, one table each. Never a key. A library's
/// folder is not looked at: no library says where keys go.
///
/// ```toml
/// [12ai]
/// base_url = "https://cdn.12ai.org"
/// key_variables = ["AI12_API_KEY"]
/// key_command = ["pass", "12ai"]      # prints the key, run where no variable has it; without a shell
/// key = "?key"                        # in the address; default: a header, x-goog-api-key
/// models = ["gemini-3-pro-image"]     # used as 12ai/gemini-3-pro-image; another name of a model is sent as written
/// price = 0.05                        # US dollars an image, for bounds on cost
/// stream = true                       # answers in events; default: whole
/// limits = { images = 6 }             # in place of the model's own
/// dialect = "gateway.task"            # its asynchronous road; default: as each model's own vendor
/// result_hosts = ["img.12ai.org"]     # where its images may stand
/// ```
struct ProvidersFile {
  /// The entries that can be used.
  private(set) var gateways: [Gateway] = []
  /// What is wrong with the others, by name.
  private(set) var faulty: [String: TroupeError] = [:]
  /// Why the file cannot be read at all. Prices may be lost with it, so nothing is spent.
  private(set) var fault: TroupeError?

  init(_ environment: [String: String]) {
    let path = UserFolders.configuration(environment).appending(path: "providers.toml").path
    let file = ConfigurationFile(path: path, kind: "Providers", until: "nothing is sent")
    do throws(TroupeError) {
      guard let (table, lines) = try file.table() else { return }
      for name in table.keys.sorted() {
        if SettingsValues.isLikeBound(name), table[name]?.table == nil {
          throw file.fault(
            "\(lines.place(of: name)) sets \(name), which belongs in troupe.toml; put it there")
        }
        do throws(TroupeError) {
          gateways.append(
            try GatewayEntry(name: name, table: table[name]?.table, file: path, lines: lines)
              .gateway())
        } catch {
          faulty[name] = error
        }
      }
    } catch {
      fault = error
    }
  }
}

import Foundation

/// What libFuzzer calls with each input. One process fuzzes one target, named by the variable `FUZZ_TARGET`.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = Input(bytes.map { Data(bytes: $0, count: count) } ?? Data())
  Target.chosen.check(&input)
  return 0
}

/// What can be fuzzed. Each has a folder of seeds of its name, and may have a file of words.
enum Target: String, CaseIterable {
  case answer, image, json, mask, metadata, name, profile, prompt, query, scan, settings, wire

  static let chosen: Target = {
    let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
    if let target = Target(rawValue: name) { return target }
    print("FUZZ_TARGET is one of", allCases.map(\.rawValue).joined(separator: ", "))
    exit(2)
  }()

  func check(_ input: inout Input) {
    switch self {
    case .answer: checkAnswer(&input)
    case .image: checkImage(&input)
    case .json: checkJSON(&input)
    case .mask: checkMask(&input)
    case .metadata: checkMetadata(&input)
    case .name: checkName(&input)
    case .profile: checkProfile(&input)
    case .prompt: checkPrompt(&input)
    case .query: checkQuery(&input)
    case .scan: checkScan(&input)
    case .settings: checkSettings(&input)
    case .wire: checkWire(&input)
    }
  }
}

/// Stops the process, which libFuzzer takes for a finding, unless `holds`.
func require(_ holds: Bool, _ property: @autoclosure () -> String) {
  guard !holds else { return }
  FileHandle.standardError.write(Data("PROPERTY: \(property())\n".utf8))
  abort()
}

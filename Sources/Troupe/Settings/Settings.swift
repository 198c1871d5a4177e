public import Foundation

/// The settings that hold in a library: those of its `troupe.toml`, else those of the user's own in the configuration
/// folder; of two bounds on cost the lower one. Never a key.
public struct Settings: Hashable, Sendable {
  /// Who asks, as the record names them; `nil` for the user's name on this machine.
  public var member: String?
  /// The model used when a command names none and there is no parent.
  public var model: String?
  /// The model that checks images when a command names none.
  public var judge: String?
  /// The aspect ratio, `W:H`, of new images where a command names none.
  public var aspect: String?
  /// Of whom an edit sends pictures besides the one to change.
  public var editSends = EditSends.named
  /// Longest edge of a normalized reference, in pixels.
  public var longEdge = 2048
  /// The type of a normalized reference: `auto` lets the content decide, `source` keeps the type.
  public var format = ReferenceFormat.auto
  /// Quality of references that are JPEGs, 1 to 100.
  public var quality = 92
  /// How many pixels of a JPEG share one color.
  public var subsampling = Subsampling.full
  /// How many images an import works on at once, 1 to 64; each takes about 60 MiB at 12 megapixels. `nil` for as many
  /// as there are processors.
  public var workers: Int?

  /// The most that one command may cost where it does not say, US dollars; `nil` for no bound.
  public var maxCost: Double?
  /// The most that all requests of a month may cost, UTC and US dollars; `nil` for no bound.
  public var maxCostMonth: Double?
  /// What may be spent without a question where a person can be asked, US dollars; 0 asks for all that costs anything.
  public var askAbove = 1.0
  /// How long a request waits in all for a provider that is busy or not reachable before it is given up, in seconds; 0 for
  /// not at all.
  public var longestWait = 60
  /// Seconds until a connection to a provider must stand.
  public var connectTimeout = 10
  /// Seconds that nothing may move on a connection before it is given up; a large image takes minutes to be made.
  public var idleTimeout = 300
  /// Seconds that a request may take in all, from its first byte to the last of the answer.
  public var answerTimeout = 3600
  /// How many requests of one library may be under way to one provider at once.
  public var requestsAtOnce = 4

  /// Words by name that stand for `%name` in prompts: the table `[snippets]`.
  public var snippets: [String: String] = [:]

  /// Commands for the shell by what they follow, `after_generate` and `after_import`: the table `[hooks]` of the user's own
  /// file. A library has none, as it may come from elsewhere.
  public var hooks: [String: String] = [:]

  /// Of whom an edit can send pictures besides the one to change.
  public enum EditSends: String, CaseIterable, Hashable, Sendable {
    /// Of those whom the instruction names: a picture sent alone is changed least.
    case named
    /// Of all whom the picture shows.
    case cast
  }

  /// The types that a normalized reference can be given.
  public enum ReferenceFormat: String, CaseIterable, Hashable, Sendable {
    /// PNG for drawings and what is partly transparent, JPEG for photographs.
    case auto
    /// The type of the source, where that is written.
    case source
    /// Always PNG.
    case png
    /// Always JPEG.
    case jpeg
  }

  /// How finely a JPEG keeps colors.
  public enum Subsampling: String, CaseIterable, Hashable, Sendable {
    /// Every pixel has its own.
    case full = "4:4:4"
    /// Four pixels share one.
    case quarter = "4:2:0"
  }

  /// The file's name in the library's folder.
  static let fileName = "troupe.toml"

  /// What a new library starts with.
  static let template = """
    # Settings of this Troupe library. Keys do not belong here: see 'troupe key set'.

    # member = "ann"                 # who asks, as the record names them; default: the user's name
    # model = "gemini-3-pro-image"   # used when a command names none
    # judge = "gemini-3.8-flash"     # checks whether images still show their cast
    # aspect = "16:9"                # of new images where a command names none; default: the model's
    # edit_sends = "named"           # or "cast": pictures of all whom an edited image shows go with it
    # long_edge = 2048               # pixels; longer references are made smaller on import
    # format = "auto"                # or "source", "png", "jpeg"; auto: JPEG for photographs, else PNG
    # quality = 92                   # of JPEG, 1 to 100
    # subsampling = "4:4:4"          # of JPEG; "4:2:0" is smaller and blurs colors
    # max_cost = 1.00                # US dollars that a command may cost; --max-cost overrides it
    # max_cost_month = 50.00         # US dollars that a month's requests (UTC) may cost in all
    # ask_above = 1.00               # US dollars; a terminal asks before more is sent. Only yours raises it
    # workers = 2                    # images worked on at once, each in memory; default: one a processor
    # longest_wait = 60              # seconds in all for a provider that is busy; 0 gives up at once
    # connect_timeout = 10           # seconds until a connection stands
    # idle_timeout = 300             # seconds without a byte in either direction; 4K images take minutes
    # answer_timeout = 3600          # seconds for a request and its whole answer
    # requests_at_once = 4           # to one provider, 1 to 64
    # [snippets]                     # words for %name in prompts, as are files in the folder snippets
    # ink-night = "ink wash, deep blacks, a single lamp"

    """

  /// The user's own, which hold in every library that says nothing else.
  /// - Throws: `TroupeError.invalidValue` for a file that cannot be understood.
  public static func ofUser(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> Settings {
    let files = SettingsFiles(library: nil, environment: environment)
    if let fault = files.faults.first { throw fault }
    return files.settings
  }

  /// Settings with every value at its default.
  public init() {}
}

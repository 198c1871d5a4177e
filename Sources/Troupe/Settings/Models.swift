public import Foundation
internal import TroupeDrawing
internal import TroupeProviders
internal import TroupeStoryboard

/// The models that Troupe knows. Profiles are data: files in `models` of the library's folder or of
/// `$XDG_CONFIG_HOME/troupe` stand in for the built-in ones of the same id.
public enum Models {
  /// Every profile, in order of provider and id.
  /// - Parameters:
  ///   - libraryFolder: a library whose own profiles count too.
  ///   - environment: variables that name the folder of the user's own profiles.
  ///
  /// A file that cannot be used is left aside: `problems` names it.
  public static func all(
    libraryFolder: URL? = nil,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> [ModelProfile] {
    registry(libraryFolder, environment).profiles
  }

  /// The profile called `name`, by id or alias, and a note when the name itself has ended.
  /// - Throws: `RequestError.unknownModel` with the nearest names; what is wrong with a model's profile or gateway.
  public static func profile(
    named name: String, libraryFolder: URL? = nil,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> (profile: ModelProfile, note: String?) {
    try registry(libraryFolder, environment).profile(named: name)
  }

  /// Who answers requests. To add a provider, add its value here.
  static let providers: [any Provider] = [
    GeminiProvider(), GeminiBatchProvider(), VertexProvider(), InteractionsProvider(),
    OpenAIImagesProvider(),
    OpenAIResponsesProvider(),
    BlackForestLabsProvider(.flux2), BlackForestLabsProvider(.kontext),
    BlackForestLabsProvider(.flux3), GatewayTaskProvider(), OpenRouterProvider(), ComfyProvider(),
    ComfyV2Provider(), FalProvider(), ReplicateProvider(), LumaProvider(), RunwayProvider(),
    DashScopeProvider(), A1111Provider(), ArkProvider(), XAIProvider(), ImagenProvider(.vertex),
    ImagenProvider(.developer), IdeogramProvider(),
    StoryboardProvider(fonts: FontFinder.fonts), CutProvider(),
  ]

  /// The names under which the built-in models are known: no gateway may take one.
  static let vendors: Set<String> = {
    let profiles = ModelRegistry(of: providers).profiles
    return Set(profiles.map(\.provider))
  }()

  /// What is wrong in the files that speak of models and providers, each costing one model, one gateway or, where nothing
  /// of a file can be understood, all that may spend.
  /// - Parameters: as of `all`.
  public static func problems(
    libraryFolder: URL? = nil,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> [TroupeError] {
    Configuration(library: libraryFolder, environment: environment).problems
  }

  private static func registry(
    _ libraryFolder: URL?, _ environment: [String: String]
  ) -> ModelRegistry {
    Configuration(library: libraryFolder, environment: environment).models
  }
}

// swift-tools-version:6.2
import PackageDescription

/// Only `make fuzz` asks for it: libFuzzer has an entry point of its own, which an ordinary build does not link.
let isFuzzing = Context.environment["TROUPE_FUZZ"] != nil

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// What works through every byte or pixel, many times as slow without, and the tests with it.
let optimized: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// What no other file calls is not exported, so there is less to look up and to relocate at each start.
let quickStart: [LinkerSetting] = [
  .unsafeFlags(
    ["-use-ld=lld", "-Xlinker", "--no-export-dynamic"],
    .when(platforms: [.linux], configuration: .release))
]

/// One module of the product: `Sources/<folder>`, named `Troupe<folder>` so that it never collides in a user's build.
///
/// - Parameter isOptimized: whether debug builds optimize it too.
func module(
  _ folder: String, _ dependencies: [Target.Dependency], resources: [Resource] = [],
  isOptimized: Bool = false
) -> Target {
  .target(
    name: "Troupe\(folder)", dependencies: dependencies, path: "Sources/\(folder)",
    resources: resources,
    swiftSettings: strict + (isOptimized ? optimized : []))
}

/// A system library: its module map and shim header in `Sources/<name>`, flags from pkg-config.
///
/// On Linux most do without: their headers stand where every compiler looks, and they are opened when they are first
/// needed, while their flags would link them.
func system(_ name: String, pkgConfig: String, apt: String, brew: String) -> Target {
  #if os(Linux)
    let needsFlags = ["libpng", "libjpeg", "libwebp", "freetype2", "sqlite3"].contains(pkgConfig)
  #else
    let needsFlags = true
  #endif
  return .systemLibrary(
    name: "Troupe\(name)", path: "Sources/\(name)", pkgConfig: needsFlags ? pkgConfig : nil,
    providers: [.apt([apt]), .brew([brew])])
}

/// C code of this package, optimized in debug builds too, for those who depend on it as well.
///
/// From tools version 6.2 on, SwiftPM accepts `unsafeFlags` in dependencies of any kind; no pragma or attribute of
/// Clang can optimize code at -O0.
func c(_ folder: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(
    name: "Troupe\(folder)", dependencies: dependencies, path: "Sources/\(folder)",
    cSettings: [
      .headerSearchPath("."), .unsafeFlags(["-O2"], .when(configuration: .debug)),
    ] + (isFuzzing ? [.unsafeFlags(["-fsanitize=undefined", "-fsanitize-trap=undefined"])] : []))
}

/// A system library that only drawing text needs.
func text(_ library: String) -> Target.Dependency {
  .target(name: "Troupe\(library)", condition: .when(traits: ["Text"]))
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: dependencies + ["TestSupport"], path: "Tests/\(name)Tests",
    exclude: exclude, swiftSettings: strict)
}

let arguments: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")

/// The rooms up to Care: what the library is made of, and what suites on the record need.
let recordRooms: [Target.Dependency] = [
  "TroupeVocabulary", "TroupeSchema", "TroupeStorage", "TroupeImaging", "TroupeDrawing",
  "TroupeSearch", "TroupeCatalog", "TroupeSelection", "TroupeChecking", "TroupeProviders",
  "TroupeStoryboard", "TroupeRecord",
  "TroupePreparing", "TroupeSending", "TroupeLineage", "TroupeCare",
]

let package = Package(
  name: "troupe",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Troupe", targets: ["Troupe"]),
    .executable(name: "troupe", targets: ["TroupeCLI"]),
  ],
  traits: [
    .trait(
      name: "Text",
      description: "Draws words in pictures, with FreeType, HarfBuzz, FriBidi and fontconfig."),
    .default(enabledTraits: ["Text"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    system("CPNG", pkgConfig: "libpng", apt: "libpng-dev", brew: "libpng"),
    system("CJPEG", pkgConfig: "libjpeg", apt: "libjpeg-dev", brew: "jpeg-turbo"),
    system("CWebP", pkgConfig: "libwebp", apt: "libwebp-dev", brew: "webp"),
    system("CLCMS", pkgConfig: "lcms2", apt: "liblcms2-dev", brew: "little-cms2"),
    system("CFreeType", pkgConfig: "freetype2", apt: "libfreetype-dev", brew: "freetype"),
    system("CHarfBuzz", pkgConfig: "harfbuzz", apt: "libharfbuzz-dev", brew: "harfbuzz"),
    system("CFribidi", pkgConfig: "fribidi", apt: "libfribidi-dev", brew: "fribidi"),
    system("CFontconfig", pkgConfig: "fontconfig", apt: "libfontconfig-dev", brew: "fontconfig"),
    system("CCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev", brew: "curl"),
    system("CCrypto", pkgConfig: "libcrypto", apt: "libssl-dev", brew: "openssl"),
    system("CZip", pkgConfig: "libzip", apt: "libzip-dev", brew: "libzip"),
    system("CExempi", pkgConfig: "exempi-2.0", apt: "libexempi-dev", brew: "exempi"),
    system("CSixel", pkgConfig: "libsixel", apt: "libsixel-dev", brew: "libsixel"),
    system("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev", brew: "sqlite"),
    c("CImaging", ["TroupeCPNG", "TroupeCJPEG", "TroupeCWebP"]),
    c("CDrawing"), c("CWire"), c("CWords"),
    c("CLoaded", ["TroupeCCrypto", text("CFreeType"), text("CHarfBuzz")]),
    c("CTransfer", ["TroupeCCurl"]), c("CTerminal", ["TroupeCSixel"]),
    c("CInterchange", ["TroupeCZip", "TroupeCExempi"]),
    .systemLibrary(name: "TroupeCStorage", path: "Sources/CStorage"),

    module("Vocabulary", []), module("Crypto", ["TroupeCCrypto", "TroupeCLoaded"]),
    .target(
      name: "TroupeSchema", path: "Schema", exclude: ["current.sql", "pack.md", "json"],
      resources: [.embedInCode("migrations")], swiftSettings: strict),

    module(
      "Storage", ["TroupeVocabulary", "TroupeCrypto", "TroupeCSQLite", "TroupeCStorage"]),
    module(
      "Imaging", ["TroupeVocabulary", "TroupeCImaging", "TroupeCLCMS"], isOptimized: true),
    module("Search", ["TroupeVocabulary"]),
    module("Interchange", ["TroupeCInterchange"]),

    module(
      "Drawing",
      [
        "TroupeImaging", "TroupeCDrawing", text("CFreeType"), text("CHarfBuzz"), text("CFribidi"),
        text("CFontconfig"), "TroupeCLoaded",
      ]),
    module(
      "Catalog",
      ["TroupeVocabulary", "TroupeCrypto", "TroupeStorage", "TroupeImaging", "TroupeSearch"]),
    module("Selection", ["TroupeVocabulary", "TroupeCWords"], isOptimized: true),
    module("Checking", ["TroupeVocabulary"], resources: [.embedInCode("Words")]),
    module(
      "Providers", ["TroupeVocabulary", "TroupeCrypto", "TroupeCWire", "TroupeCTransfer"],
      resources: [
        "A1111", "Ark", "BlackForestLabs", "Comfy", "DashScope", "Fal", "Gemini", "Gemini/Batch",
        "Gemini/Judge", "Ideogram", "Imagen", "Interactions", "Luma", "OpenAI", "OpenRouter",
        "Replicate", "Runway", "Vertex", "XAI",
      ].map { .embedInCode("\($0)/Profiles") }),

    module(
      "Record",
      [
        "TroupeVocabulary", "TroupeStorage", "TroupeImaging", "TroupeSearch", "TroupeCatalog",
        "TroupeChecking", "TroupeProviders",
      ]),
    module(
      "Storyboard", ["TroupeVocabulary", "TroupeImaging", "TroupeDrawing", "TroupeProviders"],
      resources: [.embedInCode("Profiles")]),
    module(
      "Preparing",
      [
        "TroupeVocabulary", "TroupeStorage", "TroupeImaging", "TroupeDrawing", "TroupeCatalog",
        "TroupeSelection", "TroupeProviders", "TroupeRecord",
      ]),
    module(
      "Sending",
      [
        "TroupeVocabulary", "TroupeStorage", "TroupeImaging", "TroupeChecking", "TroupeProviders",
        "TroupeRecord", "TroupePreparing",
      ]),
    module(
      "Lineage",
      [
        "TroupeVocabulary", "TroupeStorage", "TroupeCatalog", "TroupeSelection", "TroupeProviders",
        "TroupeRecord", "TroupePreparing", "TroupeSending",
      ]),
    module(
      "Care",
      ["TroupeVocabulary", "TroupeStorage", "TroupeSearch", "TroupeCatalog", "TroupeRecord"]),
    .target(
      name: "Troupe",
      dependencies: recordRooms + [
        "TroupeCrypto", "TroupeInterchange",
        .product(name: "TOMLKit", package: "TOMLKit"),
        .product(name: "Yams", package: "Yams"),
      ],
      path: "Sources/Troupe", swiftSettings: strict),
    module("MCP", ["Troupe"]),
    module("GalleryShapes", [], isOptimized: true),
    module(
      "Gallery",
      [
        "Troupe", "TroupeGalleryShapes", "TroupeMCP",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      resources: [
        .embedInCode("Web/Templates"), .embedInCode("Web/Assets"), .embedInCode("Web/Words"),
      ]),
    .executableTarget(
      name: "TroupeCLI",
      dependencies: ["Troupe", "TroupeGallery", "TroupeMCP", "TroupeCTerminal", arguments],
      path: "Sources/CLI", swiftSettings: strict, linkerSettings: quickStart),

    .executableTarget(
      name: "select-bench",
      dependencies: ["TestSupport", "TroupeSelection", "TroupeProviders", "TroupeVocabulary"],
      path: "Tests/Bench/Select", exclude: ["run.sh"], swiftSettings: strict),
    // A package of its own stands around the same source: Tests/Examples/CastApp/Package.swift.
    .executableTarget(
      name: "cast-app", dependencies: ["Troupe"], path: "Tests/Examples/CastApp/Sources/CastApp"),
    .target(
      name: "TestTLS", dependencies: ["TroupeCCrypto"], path: "Tests/Support/TLS",
      linkerSettings: [.linkedLibrary("ssl"), .linkedLibrary("crypto")]),
    .target(
      name: "TestSupport", dependencies: ["TestTLS", "TroupeVocabulary"], path: "Tests/Support",
      exclude: ["TLS", "Lineage", "ProviderContract", "ToyProvider", "Shots/Tables"],
      swiftSettings: strict + optimized),
    tests("Vocabulary", ["TroupeVocabulary"]),
    tests("Interchange", ["TroupeInterchange"]),
    tests(
      "Imaging",
      [
        "TroupeImaging", "TroupeVocabulary", "TroupeCCrypto", "TroupeCLCMS", "TroupeCJPEG",
        "TroupeCPNG", "TroupeCWebP",
      ]),
    tests("Drawing", ["TroupeDrawing", "TroupeImaging"]),
    tests("Storage", ["TroupeStorage", "TroupeSchema", "TroupeVocabulary"]),
    tests(
      "Catalog",
      [
        "TroupeCatalog", "TroupeStorage", "TroupeImaging", "TroupeDrawing", "TroupeSchema",
        "TroupeVocabulary",
      ]),
    tests("Selection", ["TroupeSelection", "TroupeVocabulary"], exclude: ["Compose/Prompts"]),
    tests("Checking", ["TroupeChecking", "TroupeVocabulary"]),
    tests("Search", ["TroupeSearch", "TroupeVocabulary"]),
    tests(
      "Providers",
      [
        "TroupeProviders", "TroupeStoryboard", "TroupeVocabulary", "ProviderContract",
        "ToyProvider",
      ], exclude: ["Contract"]),
    .target(
      name: "ProviderContract",
      dependencies: ["TestSupport", "TroupeProviders", "TroupeVocabulary"],
      path: "Tests/Support/ProviderContract", swiftSettings: strict),
    .target(
      name: "ToyProvider", dependencies: ["TestSupport", "TroupeProviders", "TroupeVocabulary"],
      path: "Tests/Support/ToyProvider", exclude: ["Contract"], swiftSettings: strict),
    .target(
      name: "LineageFixture", dependencies: ["TestSupport"] + recordRooms,
      path: "Tests/Support/Lineage", swiftSettings: strict),
    tests(
      "Storyboard",
      [
        "TroupeStoryboard", "TroupeDrawing", "TroupeImaging", "TroupeProviders", "TroupeVocabulary",
      ]),
    tests("Record", recordRooms + ["LineageFixture"]),
    tests("Preparing", recordRooms + ["LineageFixture"]),
    tests("Sending", recordRooms + ["LineageFixture", "ToyProvider", "TroupeCLI"]),
    tests("Lineage", recordRooms + ["LineageFixture"], exclude: ["Rework/Plans"]),
    tests("Care", recordRooms + ["LineageFixture"]),
    tests("Troupe", ["Troupe", "TroupeDrawing", "TroupeImaging", "TroupeInterchange"]),
    tests("MCP", ["TroupeMCP", "Troupe"]),
    tests("GalleryShapes", ["TroupeGalleryShapes"]),
    tests("Gallery", ["TroupeGallery", "TroupeMCP", "Troupe", "TroupeImaging"]),
    tests("CLI", ["TroupeCLI", "Troupe"]),
    tests(
      "EndToEnd",
      [
        "TroupeCLI", "Troupe", "TroupeImaging", "TroupeStorage", "TroupeSchema", "TroupeCSQLite",
        "LineageFixture",
      ]),
    tests("Rules", ["TroupeSchema", "TroupeStorage", "TroupeRecord"]),
  ],
  swiftLanguageModes: [.v6]
)

if isFuzzing {
  package.targets.append(
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "TroupeVocabulary", "TroupeStorage", "TroupeImaging", "TroupeSearch", "TroupeSelection",
        "TroupeProviders", "TroupeSending", "TroupeCWire", "TroupeCSQLite", "Troupe",
      ],
      path: "Tests/Fuzz", exclude: ["run.sh", "Seeds", "Words"],
      swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]))
}

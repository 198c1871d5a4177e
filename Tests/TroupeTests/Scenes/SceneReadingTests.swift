import Foundation
import Testing
import Troupe

/// One scene in each format.
enum SampleScene {
  static let toml = """
    title = "Rooftops"   # a comment

    [defaults]
    model = "troupe/storyboard"
    aspect = "16:9"
    takes = 2
    look.kael = "casual"
    option = { temperature = 0.4 }

    [snippets]
    ink-night = "ink wash, {place} at night"

    [variables]
    place = "a roof"

    [cast]
    kael = "@kael#3"

    [[shot]]
    id = 1
    title = "The roof"
    prompt = "@kael waits, %ink-night"

    [[shot]]
    id = "2"
    prompt = '''
    @kael turns; 50% of the sky is {color}'''
    after = "1:style"
    edit = 1
    look.mira = "winter"
    [shot.variables]
    color = "red"

    [[shot]]
    id = "s7k2"
    prompt = "@kael leaves"
    after = ["1", "2:pose"]
    takes = 4
    max-cost = 0.25
    option.temperature = 1
    """

  static let yaml = """
    title: Rooftops
    defaults:
      model: troupe/storyboard
      aspect: 16:9
      takes: 2
      look: {kael: casual}
      option.temperature: 0.4
    snippets:
      ink-night: ink wash, {place} at night
    variables: {place: a roof}
    cast: {kael: "@kael#3"}
    shots:
      - id: 1
        title: The roof
        prompt: "@kael waits, %ink-night"
      - id: 2
        prompt: "@kael turns; 50% of the sky is {color}"
        after: 1:style
        edit: 1
        look.mira: winter
        variables: {color: red}
      - id: s7k2
        prompt: "@kael leaves"
        after: ["1", "2:pose"]
        takes: 4
        max_cost: 0.25
        option: {temperature: 1}
    """

  static let head = """
    title: Rooftops
    model: troupe/storyboard
    aspect: "16:9"
    takes: 2
    look.kael: casual
    option: {temperature: 0.4}
    snippets: {ink-night: "ink wash, {place} at night"}
    variables: {place: a roof}
    cast: {kael: "@kael#3"}
    """

  static let markdown = """
    ---
    \(head)
    ---
    # Rooftops

    What the scene is about.

    ## Shot 1: The roof

    @kael waits, %ink-night

    ## 2
    after: 1:style
    edit: 1
    look.mira: winter
    vars.color: red

    @kael turns; 50% of the sky is {color}

    ## Goodbye
    id: s7k2
    title:
    after: 1; 2:pose
    takes: 4
    max_cost: 0.25
    option.temperature: 1

    @kael leaves<!-- or does he? -->
    """

  static let table = """
    ---
    \(head)
    ---
    | id | title | prompt | after | edit | look.mira | vars.color | takes | max_cost | option.temperature |
    |----|:-----:|--------|-------|------|-----------|------------|-------|----------|----|
    | 1 | The roof | @kael waits, %ink-night | | | | | | | |
    | 2 | | @kael turns; 50% of the sky is {color} | 1:style | 1 | winter | red | | | |
    | s7k2 | | @kael leaves | 1; 2:pose | | | | 4 | 0.25 | 1 |
    """

  static let csv = """
    id,title,prompt,after,edit,look.kael,look.mira,vars.color,vars.place,takes,model,aspect,max_cost,option.temperature
    1,The roof,"@kael waits, ink wash, {place} at night",,,casual,,,a roof,2,troupe/storyboard,16:9,,0.4
    2,,@kael turns; 50% of the sky is {color},1:style,1,casual,winter,red,,2,troupe/storyboard,16:9,,0.4
    s7k2,,@kael leaves,1; 2:pose,,casual,,,,4,troupe/storyboard,16:9,0.25,1
    """

  static let all: [(String, SceneFormat)] = [
    (toml, .toml), (yaml, .yaml), (markdown, .markdown), (table, .markdown), (csv, .csv),
  ]

  static func read(_ text: String, _ format: SceneFormat = .toml) throws -> Scene {
    try Scene(data: Data(text.utf8), name: "Scene", format: format)
  }
}

@Suite struct SceneReadingTests {
  @Test(arguments: SampleScene.all)
  func everyFormatSaysTheSame(text: String, format: SceneFormat) throws {
    let scene = try SampleScene.read(text, format)
    if format != .csv {
      #expect(scene.title == "Rooftops" && scene.cast.map(\.name.description) == ["@kael#3"])
    }
    #expect(scene.shots.map(\.id) == ["1", "2", "s7k2"] && !scene.missingIDs)
    #expect(
      scene.shots.map(\.prompt) == [
        "@kael waits, ink wash, a roof at night", "@kael turns; 50% of the sky is red",
        "@kael leaves",
      ])
    #expect(scene.shots[0].title == "The roof")
    let written = format == .csv ? "ink wash, {place} at night" : "%ink-night"
    #expect(scene.shots[0].written == "@kael waits, \(written)")
    #expect(scene.shots[1].edit == .shot("1"))
    #expect(scene.shots[1].after == [ShotInput("1", role: .style)])
    #expect(scene.shots[2].after == [ShotInput("1"), ShotInput("2", role: .pose)])
    #expect(scene.shots.map(\.takes) == [2, 2, 4])
    let (kael, mira) = (try NamedLook(typed: "@kael/casual"), try NamedLook(typed: "@mira/winter"))
    #expect(scene.shots.map(\.looks) == [[kael], [kael, mira], [kael]])
    #expect(scene.shots.allSatisfy { $0.options.model == "troupe/storyboard" })
    #expect(scene.shots.allSatisfy { $0.options.aspect == "16:9" })
    #expect(scene.shots.map(\.options.maxCost) == [nil, nil, 0.25])
    #expect(scene.shots.map { $0.options.options["temperature"] } == ["0.4", "0.4", "1"])
  }

  @Test func optionsAreThoseOfAGeneration() throws {
    let scene = try SampleScene.read(
      """
      [[shot]]
      prompt = "a"
      seed = -7
      size = "2K"
      uri = "https://example.com/kael:image/png:pose"
      with = ["@kael/casual", "mira"]
      without = "@hat"
      view = ["profile", "@kael=back"]
      without_trait = "gray hair"
      without-adapter = ["@kael"]
      no_descriptions = true
      stretch = true
      batch = false
      overflow = "drop"
      shot = 12
      thinking = "high"
      search = "web, image"
      """)
    let options = try #require(scene.shots.first).options
    #expect(options.seed == -7 && options.size == "2K" && options.shot == 12)
    #expect(options.uris.map(\.description) == ["https://example.com/kael:image/png:pose"])
    #expect(options.with.map(\.description) == ["@kael/casual", "@mira"])
    #expect(options.without.map(\.description) == ["@hat"])
    #expect(options.views.map(\.description) == ["profile", "@kael=back"])
    #expect(options.withoutTraits == ["gray hair"] && options.withoutAdapters.count == 1)
    #expect(options.omitsDescriptions && options.usesHardLimits && !options.isBatch)
    #expect(options.overflow == .drop)
    #expect(options.options == ["thinking": "high", "search": "web,image"])
  }

  @Test func filesAndSnippetsAreSoughtFromTheFolderOfTheScene() async throws {
    let temporary = try await TemporaryLibrary()
    try temporary.picture("pages/poses/arm.png")
    try temporary.file("pages/snippets/ink.txt", Data("near %line\n".utf8))
    let scene = try temporary.file(
      "pages/scene.toml",
      Data(
        """
        [[shot]]
        prompt = "a, %ink"
        ref = "poses/arm.png:pose"
        edit = "poses/arm.png"
        """.utf8))
    try await temporary.library.setSnippet("line", to: "fine line")
    try await temporary.library.setSnippet("ink", to: "the library's")
    let read = try Scene(
      contentsOf: scene, snippets: try await temporary.library.snippets())
    let shot = try #require(read.shots.first)
    #expect(shot.prompt == "a, near fine line" && shot.options.written == "a, %ink")
    #expect(shot.options.references.first?.role == .pose)
    guard case .image(.file(let file)) = shot.edit else {
      Issue.record("It edits no file.")
      return
    }
    #expect(FileManager.default.fileExists(atPath: file.path))
  }

  @Test func whatIsNoFileOfASceneIsSaid() async throws {
    let temporary = try await TemporaryLibrary()
    #expect(throws: TroupeError.library(.noFile(path: temporary.base.path + "/none.toml"))) {
      try Scene(contentsOf: temporary.base.appending(path: "none.toml"))
    }
    let text = try temporary.file("scene.txt", Data("a".utf8))
    #expect(throws: TroupeError.scene(.unknownFormat(file: text.path))) {
      try Scene(contentsOf: text)
    }
    for name in ["a.toml", "a.yaml", "a.csv", "a.md"] {
      let empty = try temporary.file(name, Data())
      #expect(throws: TroupeError.scene(.noShots(file: empty.path))) {
        try Scene(contentsOf: empty)
      }
    }
    let large = try temporary.file("b.toml", Data(repeating: 0x20, count: (4 << 20) + 1))
    #expect { try Scene(contentsOf: large) } throws: { error in
      (error as? TroupeError)?.code == "scene_too_large"
    }
  }
}

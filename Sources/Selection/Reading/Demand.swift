internal import TroupeVocabulary

/// What a request asks to see of one asset, each with the phrase that asks for it.
struct Demand: Hashable, Sendable {
  /// An expression, a posture or a tag; a picture shows it if its look, caption or tags say so.
  struct Cue: Hashable, Sendable {
    let name: String
    let isExpression: Bool
    /// The phrase in the prompt.
    let phrase: String
  }

  /// By requested view, the longest phrase for it.
  private(set) var views: [View: String] = [:]
  /// By view that must not be shown, the phrase that denies it.
  private(set) var denied: [View: String] = [:]
  /// The requested cues, sorted by name.
  private(set) var cues: [Cue] = []
  /// The names of the cues that are denied.
  private(set) var deniedCues: Set<String> = []
  /// By look that the prompt describes in words, the phrase for it.
  private(set) var looks: [String: String] = [:]
  /// The phrase by which the picture shows a thing or a part of it, and no face.
  private(set) var part: String?
  /// The phrase by which it is not in the picture: named as absent, or as the eye that sees.
  private(set) var absent: String?

  /// The names of expressions that stand in a sentence of their own.
  private var moods: Set<String> = []

  /// The phrase for a framing from near that does not say what of.
  private var near: String?

  /// The phrase that says that no one is in the picture, where it is named as an owner alone.
  private var unpeopled: String?

  /// Whether the face must not be seen, so that a picture from behind serves best.
  private(set) var hidesFace = false

  /// Whether the picture is taken over its shoulder.
  private var isForeground = false

  /// Whether it leaves the choice to the pictures.
  var asksNothing: Bool { views.isEmpty && cues.isEmpty && part == nil && absent == nil }

  /// The phrase by which no face of it is to be seen: it is hidden, an outline, or seen from behind alone.
  var faceless: String? {
    if hidesFace { return denied[.face] ?? views[.back] }
    guard views.keys.allSatisfy({ Self.faceless.contains($0) }),
      !cues.contains(where: \.isExpression)
    else { return nil }
    return views[.back] ?? outline
  }

  private static let faceless: Set<View> = [.back, .fullBody, .pose, .action, .detail]

  /// The phrase by which the face alone is to be seen.
  var faceAlone: String? { views.count == 1 ? views[.face] : nil }

  /// The phrase that shows a part of another who is near.
  private var nearPart: String?
  /// The phrase by which it is dark against the light.
  private var outline: String?

  /// What a role and options ask for: a pose is that of a whole body.
  init(role: Role, wishes: [ViewWish] = []) {
    if role == .pose {
      views = [.fullBody: "as pose", .pose: "as pose", .action: "as pose"]
    }
    for wish in wishes { views[wish.view] = "\(wish)" }
  }

  /// What `reading` and `wishes` ask of the asset called `handle`.
  init(
    _ reading: PromptReading, of handle: Handle, kind: Kind = .character,
    own: PhraseTable<AssetLexicon.Meaning> = PhraseTable(), looks: [String: String] = [:],
    named: [String] = [], wishes: [ViewWish] = []
  ) {
    self.looks = looks.filter { name, phrase in
      reading.namesLook(phrase, name)
    }
    absent = reading.absence(of: handle)
    var cues: [String: Cue] = [:]
    for finding in reading.findings where finding.idle == nil {
      read(finding, reading, handle, kind, &cues)
    }
    // Who is only near another's hand may have a face and mood of his own elsewhere.
    let isSeen =
      views[.face] != nil || cues.values.contains { $0.isExpression && !moods.contains($0.name) }
    if !isSeen { part = part ?? nearPart }
    // A close-up that names nothing itself is of the thing that is spoken of.
    if let near, part == nil { add(kind == .character ? .face : .detail, near) }
    let isLoose = { (meaning: AssetLexicon.Meaning) in kind == .place && meaning.isTime }
    for match in reading.own(own, of: handle, isFeeling: \.isFeeling, isLoose: isLoose) {
      switch match.meaning {
      case .view(let view): add(view, match.phrase)
      case .look(let name):
        if reading.namesLook(match.range, name) { self.looks[name] = match.phrase }
      case .tag(let tag):
        cues[tag] = Self.longer(
          Cue(name: tag, isExpression: false, phrase: match.phrase), cues[tag])
      }
    }
    for name in named where self.looks[name] == nil {
      self.looks[name] = reading.look(name, of: handle)
    }
    // A coat that is of no kind is the only one that there is.
    if self.looks.isEmpty {
      let worn = named.filter { reading.look($0, of: handle, isKindless: true) != nil }
      if worn.count == 1 {
        self.looks[worn[0]] = reading.look(worn[0], of: handle, isKindless: true)
      }
    }
    keepNamedLooks()
    for wish in wishes {
      views[wish.view] = "\(wish)"
      denied[wish.view] = nil
    }
    for view in views.keys where denied[view] != nil { views[view] = nil }
    for name in deniedCues { cues[name] = nil }
    // A close-up of who looks at the camera is of the face.
    if views.count == 2, views[.face] != nil { views[.front] = nil }
    // Of the two in a reverse shot, who is seen over the shoulder faces us.
    if isForeground, denied[.back] == nil { views[.front] = nil }
    // A mood that is said of no one in particular does not show from behind.
    if views[.back] != nil, views.keys.allSatisfy({ [.back, .fullBody].contains($0) }) {
      for name in moods { cues[name] = nil }
    }
    self.cues = cues.values.sorted { $0.name < $1.name }
    if views.isEmpty, self.cues.isEmpty { absent = absent ?? unpeopled }
  }

  /// Leaves it out of the picture but for something of its own, of which `phrase` tells.
  /// - Parameter hasDetail: whether a detail shows that, so that nothing else need.
  mutating func showThing(_ phrase: String, hasDetail: Bool) {
    guard hasDetail else { return part = part ?? phrase }
    add(.detail, phrase)
    absent = absent ?? phrase
  }

  /// Shows a part of it, as `phrase` asks.
  mutating func showPart(_ phrase: String) {
    add(.detail, phrase)
    part = part ?? phrase
  }

  private mutating func read(
    _ finding: PromptFinding, _ reading: PromptReading, _ handle: Handle, _ kind: Kind,
    _ cues: inout [String: Cue]
  ) {
    let isMine = reading.holds(finding.scope, handle)
    switch finding.meaning {
    case .view(.face), .close, .insert: readFraming(finding, isMine, reading, handle, kind)
    case .view(.interior) where kind == .character, .view(.exterior) where kind == .character: break
    case .view(let written):
      guard isMine, let view = kind == .place ? written.ofPlace : written else { return }
      guard finding.denial == nil else { return denied[view] = finding.phrase }
      add(view, finding.phrase)
      if reading.clauses.lexicon.outlines.contains(where: finding.phrase.contains),
        !reading.clauses.isOfWhatFollows(finding.range)
      {
        outline = finding.phrase
      }
    case .faceWord:
      // A face that is said of no one in particular is that of a person.
      if isMine, finding.denial != nil, kind == .character || finding.scope.isGroup {
        denied[.face] = finding.phrase
        hidesFace = true
      }
    case .cue(let name, let isExpression):
      guard isMine else { return }
      if finding.denial != nil {
        deniedCues.insert(name)
      } else {
        cues[name] = Self.longer(
          Cue(name: name, isExpression: isExpression, phrase: finding.phrase), cues[name])
        if isExpression, finding.scope.isLoose { moods.insert(name) } else { moods.remove(name) }
      }
    case .turnaround:
      guard isMine, finding.denial == nil else { return }
      for view in [View.front, .profile, .back] { add(view, finding.phrase) }
    case .behind(let isCounterShot):
      guard finding.denial == nil else {
        if isMine { denied[.back] = finding.phrase }
        return
      }
      if isMine {
        add(.back, finding.phrase)
        isForeground = true
      } else if isCounterShot, kind == .character {
        add(.face, finding.phrase)
      }
    case .viewpoint:
      guard isMine, finding.denial == nil else { return }
      // `POV of @mira: her hands push open the door`
      if reading.showsLimb(of: handle) {
        add(.detail, finding.phrase)
        part = part ?? finding.phrase
      } else {
        absent = finding.phrase
      }
    // What is empty is shown, and not whose it is.
    case .empty:
      guard isMine else { return }
      part = part ?? finding.phrase
      if kind == .character, reading.isVacated(finding, by: handle) { unpeopled = finding.phrase }
    case .unpeopled:
      guard kind == .character, reading.isOwner(handle) else { return }
      // What is worn is seen in a picture of who wears it: `@kael's scarf on the hook, no people`.
      if reading.clauses.things.isEmpty {
        unpeopled = finding.phrase
      } else {
        part = part ?? finding.phrase
      }
    case .nothing: break
    }
  }

  private mutating func readFraming(
    _ finding: PromptFinding, _ isMine: Bool, _ reading: PromptReading, _ handle: Handle,
    _ kind: Kind
  ) {
    if finding.denial != nil {
      // `her face is out of frame; the @violin`: a thing has none.
      let isNoFace = kind != .character && reading.clauses.isFaceAlone(finding.range)
      guard isMine, !isNoFace else { return }
      denied[.face] = finding.phrase
      // `sem mostrar o rosto`: no face at all, and not only no picture of it.
      hidesFace = hidesFace || reading.clauses.isFaceAlone(finding.range)
      return
    }
    switch finding.framed ?? .faces(nil) {
    case .faces(nil): if isMine { near = near ?? finding.phrase }
    case .faces:
      guard isMine else { return }
      add(kind == .character ? .face : .detail, finding.phrase)
    case .also: if isMine { add(.detail, finding.phrase) }
    case .mark:
      guard isMine else { return }
      for view in [View.face, .detail] { add(view, finding.phrase) }
    case .thing(let owner):
      let isOwner = owner.map { reading.holds(.group($0), handle) } ?? true
      if isOwner { add(.detail, finding.phrase) }
      let sentence = Scope.sentence(reading.clauses.sentences[finding.range.lowerBound])
      // `Add @leo on the left, and put @mira's hands in her pockets`
      let isNear =
        finding.isOwned
        ? reading.mentions(handle, inClauseOf: finding.range.lowerBound)
        : reading.holds(sentence, handle)
      if isOwner { part = part ?? finding.phrase }
      if isNear { nearPart = nearPart ?? finding.phrase }
    }
  }

  /// Leaves out looks that only the name of another asks for: `young @kael`, who has a look of that name and one as a child.
  private mutating func keepNamedLooks() {
    let all = looks
    looks = all.filter { name, phrase in
      phrase.contains(name) || !all.contains { $0 != name && $1 == phrase && phrase.contains($0) }
    }
  }

  private mutating func add(_ view: View, _ phrase: String) {
    if phrase.count > views[view]?.count ?? 0 { views[view] = phrase }
  }

  private static func longer(_ new: Cue, _ old: Cue?) -> Cue {
    guard let old, old.phrase.count >= new.phrase.count else { return new }
    return old
  }
}

extension View {
  /// What it asks to see of a place, which has no face and no back; `nil` for nothing.
  fileprivate var ofPlace: View? {
    switch self {
    case .fullBody: .wide
    case .profileLeft: .left
    case .profileRight: .right
    case .back, .threeQuarter, .threeQuarterBack, .profile, .pose, .action, .expression: nil
    default: self
    }
  }
}

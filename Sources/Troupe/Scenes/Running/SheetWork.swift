internal import TroupeRecord
internal import TroupeVocabulary

extension ShotWork {
  /// `works` with those that can be cut from a sheet that is there, and the others that a sheet can show in one picture.
  ///
  /// A sheet shows shots with the same options, one take each, that are made from no other.
  static func gridded(
    _ works: [ShotWork], _ shots: [Shot], _ book: SceneBook, _ options: SceneOptions
  ) throws -> [ShotWork] {
    let sheets = try book.sheets(of: shots)
    // What is on a sheet that may still come is not asked for by itself.
    let open = Set(sheets.filter { $0.open != nil }.flatMap(\.shots))
    var works = works.filter { options.isFresh || !open.contains($0.shot.id) }
    for index in works.indices where [.missing, .changed].contains(works[index].reason) {
      guard works[index].isForSheet else { continue }
      works[index].panel = sheets.lazy.compactMap { $0.panel(of: works[index].shot.id) }.first
    }
    guard let grid = options.grid else { return works }
    var groups: [String: [ShotWork]] = [:]
    var order: [String] = []
    for work in works where work.isForSheet && work.panel == nil {
      var common = work.shot
      common.prompt = ""
      let text = try ShotText(common, folder: book.folder).digest
      let key = "\(text) \(work.shot.epoch)"
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(work)
    }
    var (made, shown) = ([ShotWork](), Set<String>())
    for key in order {
      var rest = (groups[key] ?? [])[...]
      while rest.count > 1 {
        let cells = Array(rest.prefix(grid.count))
        rest = rest.dropFirst(grid.count)
        guard let sheet = grid.sheet(of: cells.map(\.shot)) else { continue }
        made.append(try ShotWork(sheet, of: cells, book))
        shown.formUnion(cells.map(\.shot.id))
      }
    }
    return made + works.filter { !shown.contains($0.shot.id) }
  }

  private init(_ sheet: Shot, of cells: [ShotWork], _ book: SceneBook) throws {
    let standing = try book.standing(of: sheet, stage: .sheet)
    let attempt = (standing.attempts(at: 1).last?.name.attempt ?? 0) + 1
    self.init(
      shot: sheet, text: standing.text, takes: [(1, attempt)], reason: cells[0].reason, batch: nil,
      draft: nil, cells: cells)
  }

  private var isForSheet: Bool {
    takes.count == 1 && shot.takes == 1 && shot.edit == nil && shot.after.isEmpty && draft == nil
      && shot.options.mask == nil
  }
}

/// A sheet of which something was made, of what the file says now.
struct KnownSheet {
  let grid: SceneGrid
  /// The shots on it, by id.
  let shots: [String]
  /// Its image; `nil` for none.
  let image: OutputID?
  /// How it stands where it may still come; `nil` else.
  let open: ShotState?

  func panel(of shot: String) -> SheetPanel? {
    guard let image, let index = shots.firstIndex(of: shot) else { return nil }
    return SheetPanel(sheet: image, grid: grid, number: index + 1)
  }
}

extension SceneBook {
  /// The sheets that show some of `shots`, all of the scene, as they are now.
  func sheets(of shots: [Shot]) throws -> [KnownSheet] {
    let known = Dictionary(shots.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return try sheetNames.compactMap { name in
      guard let (grid, ids) = SceneGrid.read(name) else { return nil }
      let shown = ids.compactMap { known[$0] }
      guard shown.count == ids.count, let sheet = grid.sheet(of: shown) else { return nil }
      let standing = try standing(of: sheet, stage: .sheet)
      let takes = standing.takes.filter { $0.name.text == standing.text }
      let state = standing.state
      return KnownSheet(
        grid: grid, shots: ids, image: takes.last(where: \.isMade)?.images.first,
        open: [.unknown, .underWay].contains(state) ? state : nil)
    }
  }
}

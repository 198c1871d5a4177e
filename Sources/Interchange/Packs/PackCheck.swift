/// Checks what a pack says of itself, for those who read it and those who write it.
struct PackCheck {
  /// The listed files by their digests.
  let files: [String: PackFile]

  /// - Throws: the first fault.
  static func check(_ pack: Pack) throws(PackFault) {
    let check = PackCheck(files: try checkedFiles(pack.files))
    try bound(pack.assets.count, PackBounds.assets, "assets")
    var (ids, handles): (Set<String>, Set<String>) = ([], [])
    for (index, asset) in pack.assets.enumerated() {
      let place = "assets[\(index)]"
      try check.check(asset, at: place)
      guard ids.insert(asset.id).inserted else { throw PackFault(.duplicate, at: "\(place).id") }
      guard handles.insert(PackForm.key(asset.handle)).inserted else {
        throw PackFault(.duplicate, at: "\(place).handle")
      }
    }
  }

  private static func checkedFiles(_ list: [PackFile]) throws(PackFault) -> [String: PackFile] {
    try bound(list.count, ArchiveBounds.mostEntries - 1, "files")
    var files: [String: PackFile] = [:]
    var hasGenerations = false
    for (index, file) in list.enumerated() {
      let place = "files[\(index)]"
      try require(.digest, file.sha256, "\(place).sha256")
      let isGenerations = file.type == PackFile.generationsType
      let most = isGenerations ? PackBounds.json : PackBounds.file
      try require(file.byteCount, in: 0...most, "\(place).byte_count")
      if isGenerations {
        guard file.path == Pack.generationsPath else {
          throw PackFault(.form(.path), at: "\(place).path")
        }
        guard !hasGenerations else { throw PackFault(.duplicate, at: place) }
        hasGenerations = true
        continue
      }
      guard PackFile.extensions[file.type] != nil,
        file.path == PackFile.path(sha256: file.sha256, type: file.type)
      else { throw PackFault(.form(.path), at: "\(place).path") }
      guard files.updateValue(file, forKey: file.sha256) == nil else {
        throw PackFault(.duplicate, at: place)
      }
    }
    return files
  }

  /// Digests of the files that the assets of `pack` name.
  static func used(by pack: Pack) -> Set<String> {
    var digests: Set<String> = []
    for asset in pack.assets {
      if let release = asset.release { digests.insert(release.sha256) }
      for reference in asset.references {
        digests.formUnion([reference.sha256, reference.source.sha256])
      }
    }
    return digests
  }

  // MARK: - Rules

  static func bound(_ count: Int, _ most: Int, _ place: String) throws(PackFault) {
    guard count <= most else { throw PackFault(.tooMany(count), at: place) }
  }

  static func require(
    _ number: Int, in range: ClosedRange<Int>, _ place: String
  ) throws(PackFault) {
    guard range.contains(number) else { throw PackFault(.range(number), at: place) }
  }

  /// A short text of a form. Its length comes first, so that looking at it costs little.
  static func require(
    _ form: PackForm, _ text: String, _ place: String, most: Int = PackBounds.shortText
  ) throws(PackFault) {
    guard text.utf8.count <= most else {
      throw PackFault(.textTooLong(text.utf8.count), at: place)
    }
    guard form.holds(text) else { throw PackFault(.form(form), at: place) }
  }

  /// A text that may say anything.
  static func requireText(_ text: String, _ place: String) throws(PackFault) {
    guard text.utf8.count <= PackBounds.text else {
      throw PackFault(.textTooLong(text.utf8.count), at: place)
    }
    guard !text.utf8.contains(0) else { throw PackFault(.form(.words), at: place) }
  }

  /// A list of texts of a form.
  static func requireList(
    _ form: PackForm, _ list: [String], _ place: String
  ) throws(PackFault) {
    try bound(list.count, PackBounds.words, place)
    for (index, text) in list.enumerated() {
      try require(form, text, "\(place)[\(index)]", most: PackBounds.text)
    }
  }
}

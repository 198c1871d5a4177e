internal import Foundation
internal import TroupeCatalog
internal import TroupePreparing
internal import TroupeSelection
internal import TroupeVocabulary

/// The images that a user names, before any of them is read.
struct ImageLoading {
  /// One image.
  struct One {
    let name: String
    var folders: [String] = []
    /// The folder that was named, or that holds the file that was.
    var around: String?
    var origin: OutputID?
    /// Whether it is a file of the user's, whose name may say something.
    var isFile = true
    let read: @Sendable () throws -> Data
  }

  private(set) var images: [One] = []
  private(set) var passedOver: [String] = []

  /// - Throws: `LibraryError.noFile`, `TroupeError.invalidValue` for a folder without pictures, and what finding a
  ///   generated image throws.
  init(_ names: [ImageName], in library: Library) async throws {
    for name in names {
      try Task.checkCancellation()
      guard case .file(let file) = name else {
        let image = try await library.input(name, role: .identity)
        let objects = library.services.objects
        images.append(
          One(name: "\(name)", origin: image.origin, isFile: false) {
            try objects.read(image.digest, fileExtension: image.image.type.fileExtension)
          })
        continue
      }
      try add(try file.localPath())
    }
  }

  private mutating func add(_ path: FilePath) throws {
    let components = "\(path)".split(separator: "/").map(String.init)
    guard let folder = try ImageFolder(path) else {
      let around = components.dropLast().last
      images.append(One(name: "\(path)", around: around) { try ImageFile.read(path) })
      return
    }
    if folder.images.isEmpty {
      throw TroupeError.invalidValue(
        name: "folder", value: "\(path)", expected: "it holds no picture to add")
    }
    for image in folder.images {
      images.append(
        One(name: "\(image)", folders: folder.folders(to: image), around: components.last) {
          try ImageFile.read(image)
        })
    }
    passedOver += folder.others
  }
}

extension ImageLoading.One {
  /// What its name says where nothing else is said in `details`.
  func read(by reader: NameReader?, _ details: ReferenceDetails) -> ReadName {
    let read = isFile ? reader?.read(name, in: folders, around: around) : nil
    var said = read ?? ReadName(file: name)
    if let look = details.look { (said.look, said.isNewLook) = (look, false) }
    if let view = details.view { said.view = view }
    if let caption = details.caption { said.caption = caption }
    return said
  }

  /// It with what is said of it.
  func reference(by reader: NameReader?, _ details: ReferenceDetails) -> NewReference {
    let said = read(by: reader, details)
    let notes = [
      said.other.map { "by its name it shows \($0)" },
      said.isNewLook ? said.look.map { "new look \($0)" } : nil,
    ]
    return NewReference(
      fileName: name, origin: origin, view: said.view, look: said.look, caption: said.caption,
      tags: details.tags ?? [said.time?.rawValue].compactMap(\.self),
      isPinned: details.isPinned ?? false,
      notes: notes.compactMap(\.self), read: read)
  }
}

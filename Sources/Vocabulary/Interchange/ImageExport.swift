/// How images are written for others: under which names, as what, and with which metadata.
public struct ImageExport: Hashable, Sendable {
  /// What the copies say of themselves.
  public enum Metadata: String, Hashable, Sendable, CaseIterable {
    /// The bytes that came, with all marks in them.
    case asIs
    /// Prompt, model, seed and cast are written into them: `parameters` as AUTOMATIC1111 writes them, and XMP.
    case embedded
    /// Nothing but pixels and color profile.
    case stripped
  }

  /// A file next to an image that tells of it.
  public enum Sidecar: String, Hashable, Sendable, CaseIterable {
    /// The record of its generation, as in `night.png.json`.
    case json
    /// XMP, as in `night.png.xmp`.
    case xmp
  }

  /// What the files are called; `FileNameField` lists what can stand in braces.
  public var names: String
  /// What the copies say of themselves.
  public var metadata: Metadata
  /// Whether Content Credentials (C2PA) may be taken out where metadata is embedded, since their signature does not hold for
  /// a changed file. Otherwise such a file is left as it came, and what would be embedded stands in a sidecar.
  public var dropsCredentials: Bool
  /// What is written next to each image.
  public var sidecars: Set<Sidecar>
  /// PNG, JPEG or WebP; `nil` keeps each as it is, where no size asks for another one.
  public var type: MediaType?
  /// The longest side in pixels, 16 or more; smaller images keep their size. `nil` keeps every size.
  public var longEdge: Int?
  /// Of a JPEG or WebP that is written, from 1 to 100.
  public var quality: Int
  /// Whether files of the same names are replaced.
  public var replacing: Bool

  /// As in `01M7XT4R9B1XDQGVNGZRJ21PZ0-1.png`: equal however often images are exported.
  public static let usualNames = "{id}-{image}.{ext}"

  /// Copies with the bytes that came, unless more is said.
  public init(
    names: String = Self.usualNames, metadata: Metadata = .asIs, dropsCredentials: Bool = false,
    sidecars: Set<Sidecar> = [], type: MediaType? = nil, longEdge: Int? = nil, quality: Int = 92,
    replacing: Bool = false
  ) {
    self.names = names
    self.metadata = metadata
    self.dropsCredentials = dropsCredentials
    self.sidecars = sidecars
    self.type = type
    self.longEdge = longEdge
    self.quality = quality
    self.replacing = replacing
  }

  /// Whether the pixels of an image of this type are written once more.
  package func converts(_ own: MediaType) -> Bool {
    longEdge != nil || type.map { $0 != own } ?? false
  }
}

/// What can stand in braces in the name of an exported image.
public enum FileNameField: String, Hashable, Sendable, CaseIterable {
  /// The number in this export, from 1; `{n:03}` with zeros to three digits.
  case number = "n"
  /// The id of the generation.
  case id
  /// The number among the images of its generation, from 1.
  case image
  /// The ending of the file.
  case ending = "ext"
  /// The handles of those who are in it, as in `kael+mira`.
  case asset
  /// The name of its scene's file.
  case scene
  /// The id of its shot.
  case shot
  /// The beginning of its prompt.
  case prompt
  /// The model.
  case model
  /// The seed.
  case seed
  /// The day on which it was made, as in `2026-01-31`.
  case date
  /// Its rating.
  case rating
}

/// What exported images are bound into.
public enum ImageBook: String, Hashable, Sendable, CaseIterable {
  /// A comic book archive: a ZIP with the images by number, and `ComicInfo.xml`.
  case cbz
  /// A PDF with a page for each image.
  case pdf
}

/// What a table of generations is written as.
public enum ExportedTable: String, Hashable, Sendable, CaseIterable {
  /// Comma-separated values: UTF-8 with a header, lines that end in CR LF.
  case csv
  /// JSON Lines in the form that `Library.importGenerations(lines:onEvent:)` reads.
  case jsonl
}

package import Foundation

/// What an exported picture says of itself to other programs, in properties that they know.
///
/// What is nil or empty is not said. Characters that XML cannot hold, most control characters
/// among them, are left out of every text.
package struct PictureStatement: Sendable, Hashable {
  /// `dc:title`, in the default language.
  package var title: String?
  /// `dc:description`, in the default language: what programs show as the caption.
  package var description: String?
  /// `dc:rights`, in the default language.
  package var rights: String?
  /// `dc:creator`, in the order of their weight.
  package var creators: [String] = []
  /// `dc:subject`: what programs show as keywords.
  package var subjects: [String] = []
  /// `dc:source`: what the picture was made from.
  package var source: String?
  /// `dc:identifier`.
  package var identifier: String?
  /// `dc:format`: the kind of the file as a MIME type.
  package var format: String?
  /// `xmp:CreatorTool`: the program that made the picture.
  package var creatorTool: String?
  /// `xmp:CreateDate`, written in UTC to the second; outside of the years 1600 to 9999 it is not said.
  package var createdAt: Date?
  /// `xmp:Rating`: -1 where it is rejected, 0 unrated, 1 to 5 stars; others are brought within.
  package var rating: Int?
  /// `Iptc4xmpExt:DigitalSourceType`: the URL of one of IPTC's NewsCodes, as ``DigitalSourceType``.
  package var digitalSourceType: String?
  /// `photoshop:Credit`, IPTC's line of credit.
  package var credit: String?
  /// `Iptc4xmpExt:AIPromptInformation`: the prompt, with what it asks to leave out.
  ///
  /// The four properties of AI are single texts, in IPTC's extension since version 2025.1 of its
  /// Photo Metadata Standard (November 2025):
  /// https://www.iptc.org/std/photometadata/specification/IPTC-PhotoMetadata
  package var aiPromptInformation: String?
  /// `Iptc4xmpExt:AIPromptWriterName`: who wrote the prompt, which does not make them the creator.
  package var aiPromptWriterName: String?
  /// `Iptc4xmpExt:AISystemUsed`: the service or the model by its name.
  package var aiSystemUsed: String?
  /// `Iptc4xmpExt:AISystemVersionUsed`: the version of that system.
  package var aiSystemVersionUsed: String?
  /// `troupe:recordDigest`, Troupe's own: the digest of the record of the generation.
  package var record: String?

  /// A statement that says nothing yet.
  package init() {}
}

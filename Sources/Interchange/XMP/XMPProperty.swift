/// A property of XMP as it is written.
struct XMPProperty {
  /// Whose name it is: a namespace and the prefix that it is usually written with.
  enum Schema: String, CaseIterable {
    case dublinCore = "http://purl.org/dc/elements/1.1/"
    case basic = "http://ns.adobe.com/xap/1.0/"
    case photoshop = "http://ns.adobe.com/photoshop/1.0/"
    case iptcExtension = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
    /// Troupe's own; RFC 2606 keeps `invalid` free of hosts.
    case troupe = "https://troupe.invalid/ns/1.0/"

    var prefix: String {
      switch self {
      case .dublinCore: "dc"
      case .basic: "xmp"
      case .photoshop: "photoshop"
      case .iptcExtension: "Iptc4xmpExt"
      case .troupe: "troupe"
      }
    }
  }

  enum Form {
    case text
    case textByLanguage
    case list
    case orderedList
  }

  let schema: Schema
  let name: String
  let form: Form
  /// One text, or the items of a list; none of them is empty.
  let texts: [String]
}

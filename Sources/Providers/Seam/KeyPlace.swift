/// Where a key travels.
package enum KeyPlace: Hashable, Sendable {
  /// In a header; behind `Bearer` in `Authorization`.
  case header(String)
  /// In a parameter of the address, as some gateways need it. The record never holds it.
  case query(String)

  /// As the record names it: the header, or the parameter behind a question mark.
  package var name: String {
    switch self {
    case .header(let name): name
    case .query(let name): "?\(name)"
    }
  }

  /// The place that `name` names.
  package init(name: String) {
    self = name.hasPrefix("?") ? .query(String(name.dropFirst())) : .header(name)
  }

  /// Whether `key` travels in an address as it is: if it were percent-encoded, it could not be
  /// masked in an answer that echoes it.
  package static func canStandInAddress(_ key: String) -> Bool {
    key.wholeMatch(of: /[A-Za-z0-9._~-]+/) != nil
  }
}

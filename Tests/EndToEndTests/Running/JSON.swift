import Foundation

/// A JSON document, read by path: what is missing is `nil` further on.
struct JSON {
  private let value: Any?

  init(_ value: Any?) { self.value = value is NSNull ? nil : value }

  subscript(_ name: String) -> JSON { JSON((value as? [String: Any])?[name]) }

  subscript(_ index: Int) -> JSON { JSON(array.indices.contains(index) ? array[index].value : nil) }

  var array: [JSON] { (value as? [Any])?.map(JSON.init) ?? [] }
  var names: Set<String> { Set((value as? [String: Any])?.keys.map(\.self) ?? []) }
  var string: String? { value as? String }
  var int: Int? { (value as? NSNumber)?.intValue }
  var double: Double? { (value as? NSNumber)?.doubleValue }
  var bool: Bool? { (value as? NSNumber)?.boolValue }
  var exists: Bool { value != nil }
}

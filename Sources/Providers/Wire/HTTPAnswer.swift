package import Foundation

/// An answer as it came, whole.
package struct HTTPAnswer: Sendable {
  /// The HTTP status.
  package let status: Int
  /// The headers in order.
  package let headers: [HTTPHeader]
  /// The body's bytes; mapped from the spool they cost no memory until read.
  package let body: Data

  package init(status: Int, headers: [HTTPHeader], body: Data) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

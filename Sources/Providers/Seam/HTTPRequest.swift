package import TroupeVocabulary

/// One line of a message's head.
package struct HTTPHeader: Codable, Hashable, Sendable {
  /// The name as written; names are equal whatever their case.
  package let name: String
  /// The value, without the line's end.
  package let value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

extension [HTTPHeader] {
  /// The value of the first header called `name`, in any case.
  package func first(named name: String) -> String? {
    first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

/// A request as it goes out, without the key: rebuildable byte for byte from the record.
package struct HTTPRequest: Codable, Hashable, Sendable {
  /// The method, such as `POST`.
  package let method: String
  /// The whole address.
  package let url: String
  /// The headers in order; the key's is not among them.
  package let headers: [HTTPHeader]
  /// The header that the key travels in, or the parameter of the address behind a `?`; `nil` when none is sent.
  package let keyHeader: String?
  /// What is sent after the head.
  package let body: MessageBody

  package init(
    method: String, url: String, headers: [HTTPHeader], keyHeader: String?, body: MessageBody
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.keyHeader = keyHeader
    self.body = body
  }

  /// The same for a host that the key is not for.
  package var withoutKey: HTTPRequest {
    HTTPRequest(method: method, url: url, headers: headers, keyHeader: nil, body: body)
  }
}

/// What encoding a request yields.
package struct Encoded: Sendable {
  /// The request as it would be sent.
  package let request: HTTPRequest
  /// The parameters as the request carries them.
  package let sent: Parameters
  /// Where they differ from what was asked.
  package let adjustments: [Adjustment]

  package init(request: HTTPRequest, sent: Parameters, adjustments: [Adjustment]) {
    self.request = request
    self.sent = sent
    self.adjustments = adjustments
  }
}

/// A small file that holds a secret: one line, which is never shown.
enum SecretFile {
  static let greatestSize = 8192

  static func read(_ path: String) throws(DeliveryFailure) -> String {
    let bytes: [UInt8]
    do throws(LogFailure) {
      bytes = try SystemFiles().content(ofPath: path, limit: greatestSize + 1)
    } catch {
      guard case .file(_, _, let code) = error else { throw .authorization(path: path, reason: error.description) }
      throw .authorization(path: path, reason: SystemError.words(code))
    }
    guard bytes.count <= greatestSize else {
      throw .authorization(path: path, reason: "it is longer than \(greatestSize) bytes")
    }
    let line = bytes.split(omittingEmptySubsequences: true) { $0 == 0x0A || $0 == 0x0D }
    guard line.count == 1, let value = line.first, value.allSatisfy({ (0x20...0x7E).contains($0) }) else {
      throw .authorization(path: path, reason: "it should hold one line of visible ASCII, such as `Bearer …`")
    }
    return String(decoding: value, as: UTF8.self)
  }
}

/// Parts of a log's path.
enum LogPath {
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func name(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// The name up to its last point: what rotated files begin with, however they are numbered or dated.
  static func stem(of path: String) -> String {
    let name = name(of: path)
    guard let point = name.lastIndex(of: "."), point > name.startIndex else { return name }
    return String(name[..<point])
  }

  static func isCompressed(_ name: String) -> Bool {
    [".gz", ".bz2", ".xz", ".zst", ".lz4", ".lzma", ".Z", ".zip"].contains { name.hasSuffix($0) }
  }
}

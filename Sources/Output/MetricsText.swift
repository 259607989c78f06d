/// Figures in Prometheus' text format: families with their help and type, samples with labels, a line each
/// (prometheus.io/docs/instrumenting/exposition_formats, version 0.0.4).
public struct MetricsText: Sendable {
  public private(set) var bytes: [UInt8] = []
  private var name = ""

  /// What a family's samples mean to who reads them.
  public enum Sort: String, Sendable { case counter, gauge, histogram }

  public init() {}

  /// Begins a family; the samples that follow belong to it.
  /// - Parameters:
  ///   - name: as Prometheus wants names: the base unit at the end (`_seconds`, `_bytes`), counters with `_total`.
  ///   - help: one line of plain text.
  public mutating func family(_ name: String, _ sort: Sort, _ help: String) {
    self.name = name
    word("# HELP \(name) \(help)\n# TYPE \(name) \(sort.rawValue)\n")
  }

  public mutating func sample(_ value: Int64, _ labels: [(String, String)] = []) {
    line("", labels, String(value))
  }

  public mutating func sample(_ value: Int, _ labels: [(String, String)] = []) { sample(Int64(value), labels) }

  public mutating func sample(seconds value: Double, _ labels: [(String, String)] = []) {
    line("", labels, value.description)
  }

  /// A histogram: how many observations were at most each bound, their sum and number.
  /// - Parameter counts: one more than `bounds`, each bucket's own; the last holds what lies beyond all bounds.
  public mutating func histogram(bounds: [Int64], counts: [Int64], sum: Int64) {
    var below: Int64 = 0
    for (bound, count) in zip(bounds, counts) {
      below += count
      line("_bucket", [("le", String(bound))], String(below))
    }
    let all = counts.reduce(0, +)
    line("_bucket", [("le", "+Inf")], String(all))
    line("_sum", [], String(sum))
    line("_count", [], String(all))
  }

  private mutating func line(_ suffix: String, _ labels: [(String, String)], _ value: String) {
    word(name + suffix)
    if !labels.isEmpty {
      word("{")
      for (index, label) in labels.enumerated() {
        word(index == 0 ? "\(label.0)=\"" : ",\(label.0)=\"")
        // What an administrator or a script named: nothing odd in it, and no quotation mark that ends it early.
        for byte in VisibleText.escape(label.1, limit: 400).utf8 {
          if byte == 0x22 || byte == 0x5C { bytes.append(0x5C) }
          bytes.append(byte)
        }
        word("\"")
      }
      word("}")
    }
    word(" \(value)\n")
  }

  private mutating func word(_ text: String) { bytes.append(contentsOf: text.utf8) }
}

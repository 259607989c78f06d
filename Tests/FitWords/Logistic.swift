import Foundation

/// Logistic regression with a ridge over features that are there or not, by Newton steps one coordinate at a time: the
/// same answer on every run.
struct Logistic {
  /// The examples of each feature.
  let examples: [[Int32]]
  let count: Int
  /// What a weight's square costs, against the loss summed over the examples.
  let ridge: Double

  /// - Parameters:
  ///   - features: of each example.
  init(features: [[Int32]], width: Int, ridge: Double) {
    var examples = [[Int32]](repeating: [], count: width)
    for (example, own) in features.enumerated() {
      for feature in own { examples[Int(feature)].append(Int32(example)) }
    }
    self.examples = examples
    self.ridge = ridge
    count = features.count
  }

  /// The weights of all features, and the bias.
  /// - Parameter targets: of each example the probability that the label is right.
  func fit(_ targets: [Double]) -> (weights: [Double], bias: Double) {
    var weights = [Double](repeating: 0, count: examples.count)
    var bias = 0.0
    var margins = [Double](repeating: 0, count: count)
    var said = [Double](repeating: 0.5, count: count)
    let everything = (0..<Int32(count)).map(\.self)
    func step(_ own: [Int32], _ weight: inout Double, _ ridge: Double) -> Double {
      var slope = ridge * weight
      var curve = ridge
      for example in own {
        let probability = said[Int(example)]
        slope += probability - targets[Int(example)]
        curve += probability * (1 - probability)
      }
      let change = max(-1, min(1, -slope / max(curve, 1e-9)))
      guard abs(change) > 1e-5 else { return 0 }
      weight += change
      for example in own {
        margins[Int(example)] += change
        said[Int(example)] = 1 / (1 + exp(-margins[Int(example)]))
      }
      return abs(change)
    }
    for _ in 0..<100 {
      var greatest = step(everything, &bias, 0)
      for feature in examples.indices { greatest = max(greatest, step(examples[feature], &weights[feature], ridge)) }
      if greatest < 1e-3 { break }
    }
    return (weights, bias)
  }
}

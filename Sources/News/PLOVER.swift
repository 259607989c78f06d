/// The event types of PLOVER (Political Language Ontology for Verifying Event Records) that the kinds map to.
extension Kind {
  /// Edition of the codebook that `ploverType` follows, printed with every alert because the types were renamed
  /// between editions (DEMAND became REQUEST; DISAPPROVE and INVESTIGATE became ACCUSE).
  public static let ploverCodebook = "PLOVER 2023"

  /// The event type, whatever the stage; the first that the labelling guide names for the kind.
  /// `nil` for `statement` and `analysis`, which PLOVER does not code.
  public var ploverType: String? {
    switch self {
    case .visit, .meeting, .call: "CONSULT"
    case .agreement: "AGREE"
    case .cooperation: "COOPERATE"
    case .aid: "AID"
    case .support: "SUPPORT"
    case .request: "REQUEST"
    case .dispute: "ACCUSE"
    case .sanction: "SANCTION"
    case .force: "ASSAULT"
    case .statement, .analysis: nil
    }
  }
}

/// What speaks for or against an item being about the two sides' relations. Each has its points in `weights.txt`.
enum RelevanceFeature: String, CaseIterable, Sendable {
  /// Every item starts with it.
  case base
  // The two sides in the title, by the standing of the weaker one.
  case titleGovernments = "title.governments"
  case titleCountries = "title.countries"
  case titlePlaces = "title.places"
  case titleWeak = "title.weak"
  /// A government in the title acts on private persons or firms of the other side.
  case titlePrivates = "title.privates"
  // One side in the title, the other in the lead.
  case splitGovernments = "split.governments"
  case splitCountries = "split.countries"
  case splitPlaces = "split.places"
  case splitWeak = "split.weak"
  // Both only in the lead.
  case leadGovernments = "lead.governments"
  case leadCountries = "lead.countries"
  case leadPlaces = "lead.places"
  /// "Pak-US", "US-Pakistan".
  case titleCompound = "title.compound"
  case leadCompound = "lead.compound"
  /// "Coalition Support Fund", "Kerry-Lugar".
  case titleProgramme = "title.programme"
  case leadProgramme = "lead.programme"
  /// A government of the side in title or lead.
  case governmentUS = "government.us"
  case governmentPK = "government.pk"
  // An act that has both sides about it, in one sentence: countries or governments; or one of them less.
  case titleLink = "title.link"
  case titleTouch = "title.touch"
  case leadLink = "lead.link"
  case titleNoun = "title.noun"
  case leadNoun = "lead.noun"
  /// Both sides are there, and no act or subject has them together.
  case unlinked
  // Third parties.
  case thirdSubject = "third.subject"
  case thirdTitle = "third.title"
  case thirdLead = "third.lead"
  case lender = "third.lender"
  case group = "third.group"
  case list = "third.list"
  /// A third party does what the title tells: "India rejects …".
  case thirdActs = "third.acts"
  /// A third party that the title's act has beside the other side: "US urges India and Pakistan".
  case thirdBeside = "third.beside"
  /// A third party speaks: "…: Jaishankar".
  case thirdSpeaker = "third.speaker"
  /// Talks of one side with a third party, the other side only their place.
  case thirdVenue = "third.venue"
  /// "Among them", "50 nations".
  case listed
  /// One side carries messages or mediates for the other.
  case mediation
  /// A court case of private persons.
  case privateCase = "case.private"
  /// A private person of one side.
  case privates
  /// A paper of one country on what is done with the other: "Energy dialogue with US in offing" in a Pakistani one.
  case implied
  // Points of exclusions, in tens.
  case exclusionTitle = "exclusion.title"
  case exclusionLead = "exclusion.lead"
  /// The same where both governments act.
  case exclusionGoverned = "exclusion.governed"
}

/// A number for each of some features: few, so that looking through them is quicker than hashing.
struct FeatureTable: Sendable {
  private(set) var entries: [(feature: RelevanceFeature, value: Int)] = []

  subscript(_ feature: RelevanceFeature) -> Int? { entries.first { $0.feature == feature }?.value }

  /// Sets a value; gives the one that stood before.
  mutating func update(_ feature: RelevanceFeature, _ value: Int) -> Int? {
    guard let index = entries.firstIndex(where: { $0.feature == feature }) else {
      entries.append((feature, value))
      return nil
    }
    defer { entries[index].value = value }
    return entries[index].value
  }
}

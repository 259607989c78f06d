import News

/// What the names of places tell of two events. They are the judge's canonical names.
enum Places {
  /// The one of the two countries in which places lie, where they lie in no more than one.
  static func country(_ places: [String]) -> Side? {
    let isAmerican = places.contains(where: american.contains)
    guard isAmerican != places.contains(where: pakistani.contains) else { return nil }
    return isAmerican ? .us : .pk
  }

  /// Towns and districts, which may be one place: a town is compared with towns alone. A whole country is neither.
  static func narrow(_ places: [String]) -> (towns: [String], districts: [String]) {
    let known = places.filter { $0 != "Pakistan" && $0 != "Afghanistan" }
    return (known.filter { !districts.contains($0) }, known.filter(districts.contains))
  }

  private static let american: Set<String> = [
    "United States", "Washington", "White House", "The Pentagon", "US Capitol", "Foggy Bottom", "Blair House",
    "Langley",
    "Camp David", "Mar-a-Lago", "Joint Base Andrews", "Tampa", "New York", "Los Angeles", "Chicago", "Houston",
    "Dallas", "San Francisco", "Boston", "Texas", "California", "Florida", "Virginia", "Pentagon", "Oval Office",
  ]

  private static let pakistani: Set<String> = [
    "Pakistan", "Islamabad", "Rawalpindi", "General Headquarters", "Aiwan-e-Sadr", "Prime Minister House",
    "Parliament House", "Joint Staff Headquarters", "Nur Khan Air Base", "Karachi", "Lahore", "Peshawar", "Quetta",
    "Multan", "Faisalabad", "Sialkot", "Gwadar", "Punjab", "Sindh", "Balochistan", "Khyber Pakhtunkhwa", "GHQ", "Kakul",
  ]

  private static let districts: Set<String> = [
    "Punjab", "Sindh", "Balochistan", "Khyber Pakhtunkhwa", "Gilgit-Baltistan", "Azad Kashmir", "FATA", "Tribal Areas",
    "North Waziristan", "South Waziristan", "Waziristan", "Kurram", "Khyber", "Khyber Agency", "Bajaur", "Mohmand",
    "Orakzai", "Swat", "Upper South Waziristan",
  ]
}

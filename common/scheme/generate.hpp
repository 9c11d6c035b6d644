#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "common/scheme/pack.hpp"

namespace haven::scheme {

/// Made-up cases under a pack: each kind of incident, with plausible workers, families, covers,
/// bills, papers and earlier payments, some of them at the edges of terms and ages; under a pack of
/// impairment tables only, injuries. For trying changed rules and for tests; no case describes a
/// person. A case follows from the pack's words, the seed and its number alone, so that several
/// threads can share a range. The pack outlives the generator.
class Generator {
 public:
  /// The first case is the one after `skipped`.
  Generator(const Pack& pack, std::uint64_t seed, std::uint64_t skipped = 0);
  /// The next case; it can be evaluated under the pack.
  Case next();

 private:
  std::uint64_t random();
  int between(int least, int most);  // both in
  bool chance(int percent);
  const std::string& one_of(const std::string& vocabulary);
  Date day_between(Date first, Date last);

  void worker(Case& made);
  void registrations(Case& made);
  Registration registration(const Contract& contract, const SchemeInfo& scheme);
  void incident(Case& made);
  void family(Case& made);
  Relative relative(int number);
  void bills(Case& made);
  void injury(Case& made);
  void assessment(Case& made);
  void papers(Case& made);
  void facts(Case& made);
  std::string fact(const std::string& name, FactType type, Date incident);
  void history(Case& made);

  const Pack& pack_;
  const std::map<std::string, std::vector<std::string>>& codes_;
  std::vector<SchemeInfo> schemes_;
  std::string country_;
  bool has_incidents_;
  std::uint64_t seed_, state_;
  std::uint64_t made_;
};

}  // namespace haven::scheme

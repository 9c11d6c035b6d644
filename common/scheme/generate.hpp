#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "common/scheme/pack.hpp"

namespace haven::scheme {

/// Made-up cases under a pack: each kind of incident, with plausible workers, families, covers,
/// bills and earlier payments, some of them at the edges of terms and ages. For trying changed
/// rules and for tests; no case describes a person. Equal seeds give equal cases.
class Generator {
 public:
  Generator(const Pack& pack, std::uint64_t seed);
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
  void incident(Case& made);
  void family(Case& made);
  void evidence(Case& made);
  void facts(Case& made);
  void history(Case& made);

  const Pack& pack_;
  const std::map<std::string, std::vector<std::string>>& codes_;
  std::vector<SchemeInfo> schemes_;
  std::string country_;
  std::uint64_t state_;
  std::uint64_t made_ = 0;
};

}  // namespace haven::scheme

#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "common/core/clock.hpp"

/// A rehearsal plays a month of a fund with made-up people. Everything follows from a seed, so that
/// two runs with one seed make the same people and the same claims.
namespace haven::rehearsal {

/// A small seeded generator (SplitMix64): the same numbers on every machine and library.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  /// 0 to n - 1.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
  int between(int least, int most) {
    return least + static_cast<int>(below(static_cast<std::size_t>(most - least + 1)));
  }
  bool chance(int percent) { return below(100) < static_cast<std::size_t>(percent); }
  template <class T>
  const T& one_of(const std::vector<T>& list) {
    return list[below(list.size())];
  }

 private:
  std::uint64_t state_;
};

struct Kin {
  std::string id;
  std::string relation;
  std::string name;
  std::string sex;
  Date born{};
  std::string school;
};

/// What a member's cover looks like today; claims are picked by it.
enum class Standing { both_layers, fund_only, fund_lapsed, all_lapsed, never_paid };

struct Member {
  std::string number;  // kept from the fund's old card file
  std::string given_names, family_name;
  Date born{};
  std::string sex;
  bool married = false;
  std::string passport;
  std::vector<Kin> family;
  Standing standing = Standing::both_layers;
  bool agency = true;
  Date contract_start{}, contract_end{};
  std::string occupation, sector, work_country;
  std::int64_t salary_minor = 0;  // USD cents a month
  std::optional<Date> paid;       // the fund's contribution
  bool policy = false;            // the agency bought the compulsory policy for the contract
};

std::vector<Member> make_members(std::size_t count, std::uint64_t seed, Date today);

/// Writes members.csv and contributions.csv in the forms that `haven import` reads.
void write_members_csv(const std::vector<Member>& members, const std::filesystem::path& file);
void write_contributions_csv(const std::vector<Member>& members, const std::filesystem::path& file);

}  // namespace haven::rehearsal

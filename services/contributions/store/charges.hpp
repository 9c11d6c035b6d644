#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/contributions/domain/ages.hpp"
#include "services/contributions/domain/charge.hpp"

/// Premiums that were taken from workers.
namespace haven::contributions::store {

/// Writes a charge and its first step; false when something with this source key was written
/// before. An empty key is nobody's.
bool insert_charge(db::Transaction& tx, const std::string& fund, const Charge& charge,
                   const std::string& source_key, Instant now);
/// One of these sources raised a charge before.
bool is_raised(db::Transaction& tx, const std::string& fund, const std::vector<std::string>& keys);

std::optional<Charge> find_charge(db::Transaction& tx, const std::string& fund, const ChargeId& id);
/// Holds the charge until the transaction ends.
std::optional<Charge> find_charge_for_update(db::Transaction& tx, const std::string& fund,
                                             const ChargeId& id);

struct ChargeFilter {
  std::string state, agency;    // empty: all
  std::optional<Date> overdue;  // only those that are late on this day
};
/// At most `limit` charges after the id `after`, by id.
std::vector<Charge> page_of_charges(db::Transaction& tx, const std::string& fund,
                                    const ChargeFilter& filter, const std::string& after,
                                    int limit);

/// Saves what a charge is now.
void save_charge(db::Transaction& tx, const Charge& charge);
/// Adds a step: who brought the charge into its state, when and why.
void add_step(db::Transaction& tx, const Charge& charge, const std::string& by, Date on,
              Instant now);

struct ChargeStep {
  std::string state, by, note;
  Date on{};
};
std::vector<ChargeStep> steps_of(db::Transaction& tx, const ChargeId& id);

/// The charges of an agency that are not over, by age since they were raised.
struct AgencyCharges {
  std::string agency;  // empty: nobody knows it yet
  Ages ages;           // counts alone
  std::int64_t overdue = 0;
};
std::vector<AgencyCharges> charge_ages(db::Transaction& tx, const std::string& fund, Date today);

}  // namespace haven::contributions::store

#pragma once
#include <string>
#include <vector>

#include "services/ledger/domain/period.hpp"
#include "services/ledger/store/books.hpp"
#include "services/ledger/store/fundings.hpp"
#include "services/ledger/store/purses.hpp"
#include "services/ledger/store/reservations.hpp"

/// The ledger's rows as the JSON of docs/api/ledger.yaml. `next` is a cursor, empty at the end.
namespace haven::ledger {

std::string json_of(const std::vector<PurseBalance>& purses);
std::string json_of(const Funding& funding);
std::string json_of(const std::vector<Funding>& fundings, const std::string& next);
std::string json_of(const PeriodChange& change);
std::string json_of(const std::vector<PeriodChange>& changes, const std::string& next);
std::string json_of(const std::vector<store::AccountBalance>& accounts);
std::string json_of(const std::vector<store::EntryView>& entries, const std::string& next);
std::string json_of(const std::vector<Reservation>& reservations,
                    const std::vector<store::OrderView>& orders);

}  // namespace haven::ledger

#pragma once
#include "tests/tidy/tree.hpp"

namespace haven::tidy {

/// Text that reads as SQL outside services/*/store, common/db, common/messaging and tests.
Findings sql_outside_stores(const Tree& tree);
/// co_await, co_return or co_yield outside common/http/server.cpp.
Findings coroutines_outside_server(const Tree& tree);
/// The system's clock read anywhere but in common/core. `haven::system_clock()` is made where a
/// process begins (common/service, services/haven, tests) and for the time of a log line.
Findings clocks_outside_core(const Tree& tree);
/// float or double where money or rules are: domains, stores, common/scheme, common/core/money.
Findings floats_near_money(const Tree& tree);
/// Headers without #pragma once, or with `using namespace`.
Findings careless_headers(const Tree& tree);
/// Marks of unfinished work, in any file.
Findings unfinished_work(const Tree& tree);
/// Places of one machine: absolute paths of a home or work folder, hosts of package registries.
Findings traces_of_a_machine(const Tree& tree);

}  // namespace haven::tidy

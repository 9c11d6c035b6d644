#include "tests/tidy/words.hpp"

#include <gtest/gtest.h>

namespace haven::tidy {
namespace {

using Check = Findings (*)(const Tree&);

struct Sample {
  Check check;
  const char* path;
  const char* text;
  bool good;
};

constexpr const char* app = "services/claims/app/file_claim.cpp";
constexpr const char* domain = "services/claims/domain/claim.cpp";
constexpr const char* store = "services/claims/store/claims.cpp";
constexpr const char* header = "services/claims/domain/claim.hpp";

// A sample that a check must refuse, and beside it the nearest one that it must leave alone.
constexpr Sample samples[] = {
    {sql_outside_stores, app, R"x(run(tx, "select state from claim");)x", false},
    {sql_outside_stores, store, R"x(run(tx, "select state from claim");)x", true},
    {sql_outside_stores, app, R"x(auto q = "INSERT INTO claim values (1)";)x", false},
    {sql_outside_stores, app, R"x(auto q = "update claim set state = 'x'";)x", false},
    {sql_outside_stores, app, R"x(auto q = "update claim "  "set state = 'x'";)x", false},
    {sql_outside_stores, app, R"x(auto q = "update the claim, then set it aside";)x", true},
    {sql_outside_stores, app, R"x(auto q = "delete from claim where true";)x", false},
    {sql_outside_stores, app, R"x(auto q = "with old as (select 1) select 2";)x", false},
    {sql_outside_stores, app, R"x(auto q = "with the same key";)x", true},
    {sql_outside_stores, app, R"x(auto q = "copy claim (a, b) from stdin";)x", false},
    {sql_outside_stores, app, R"x(auto q = "copy of the passport";)x", true},
    {sql_outside_stores, app, R"x(auto q = "create table x (y int)";)x", false},
    {sql_outside_stores, app, "auto q = R\"(\n  select 1)\";", false},
    {sql_outside_stores, app, "// \"select state from claim\" runs first\n", true},
    {sql_outside_stores, "common/messaging/log.cpp", R"x(run("select 1 from bus.event");)x", true},
    {sql_outside_stores, "common/service/command.cpp", R"x(run("select 1 from x");)x", false},

    {coroutines_outside_server, app, "co_await read();", false},
    {coroutines_outside_server, app, "co_return;", false},
    {coroutines_outside_server, app, "// co_await is for the server\n", true},
    {coroutines_outside_server, "common/http/server.cpp", "co_await read();", true},

    {clocks_outside_core, app, "auto now = std::chrono::system_clock::now();", false},
    {clocks_outside_core, app, "auto now = system_clock();", false},
    {clocks_outside_core, "common/service/run.cpp", "auto clock = system_clock();", true},
    {clocks_outside_core, "services/haven/main.cpp", "auto c = haven::system_clock();", true},
    {clocks_outside_core, "services/haven/main.cpp", "std::chrono::system_clock::now();", false},
    {clocks_outside_core, "tests/x_test.cpp", "std::chrono::system_clock::now();", false},
    {clocks_outside_core, "common/core/clock.cpp", "std::chrono::system_clock::now();", true},
    {clocks_outside_core, app, "auto t = std::time(nullptr);", false},
    {clocks_outside_core, app, "int time = 0; auto t = time(NULL);", false},
    {clocks_outside_core, app, "auto t = lifetime(nullptr);", true},
    {clocks_outside_core, app, "clock_gettime(CLOCK_REALTIME, &t);", false},
    {clocks_outside_core, app, "auto t = std::chrono::steady_clock::now();", true},

    {floats_near_money, domain, "double amount = 0;", false},
    {floats_near_money, store, "float rate = 1;", false},
    {floats_near_money, "common/core/money.cpp", "double half = 0.5;", false},
    {floats_near_money, "common/scheme/pack.hpp", "float x;", false},
    {floats_near_money, "common/log/log.cpp", "double seconds = 0;", true},
    {floats_near_money, domain, "// a double booking\nint doubled = 2;", true},

    {careless_headers, header, "#include <vector>\n", false},
    {careless_headers, header, "// #pragma once\n", false},
    {careless_headers, header, "#pragma once\nusing namespace std;\n", false},
    {careless_headers, header, "#pragma once\nnamespace haven {}\n", true},
    {careless_headers, domain, "using namespace haven;\n", true},

    {unfinished_work, app,
     "// TO"
     "DO: refuse twins\n",
     false},
    {unfinished_work, "sql/claims/0001_claim.sql",
     "-- FIX"
     "ME\n",
     false},
    {unfinished_work, app,
     "// X"
     "XX: why?\n",
     false},
    {unfinished_work, app,
     "auto none = \"X"
     "XX\";\n",
     true},
    {unfinished_work, app,
     "auto list = TO"
     "DOS;\n",
     true},

    {traces_of_a_machine, "ops/run",
     "cd /ho"
     "me/ana/haven\n",
     false},
    {traces_of_a_machine, "docs/x.md",
     "See `/wo"
     "rk/notes`.\n",
     false},
    {traces_of_a_machine, "tests/api/package-lock.json",
     "https://registry"
     ".npmjs.org/ajv\n",
     false},
    {traces_of_a_machine, app,
     "routes.get(\"/v1/wo"
     "rk/{item}\");",
     true},
};

TEST(WordChecks, RefuseTheBadSampleAndLeaveTheGoodOne) {
  for (const Sample& sample : samples) {
    const Findings findings = sample.check({file_of(sample.path, sample.text)});
    EXPECT_EQ(findings.empty(), sample.good) << sample.path << ": " << sample.text;
  }
}

TEST(WordChecks, FindEveryPlaceOnItsLine) {
  const Tree tree{file_of(domain, "double a;\n\nint b;\nfloat c;\n")};
  EXPECT_EQ(
      floats_near_money(tree),
      (Findings{"services/claims/domain/claim.cpp:4: money and rules are counted in whole units",
                "services/claims/domain/claim.cpp:1: money and rules are counted in whole units"}));
}

}  // namespace
}  // namespace haven::tidy

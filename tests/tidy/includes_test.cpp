#include "tests/tidy/includes.hpp"

#include <gtest/gtest.h>

namespace haven::tidy {
namespace {

struct Sample {
  const char* path;
  const char* include;
  bool allowed;
};

// One line per rule of the table, allowed and refused side by side.
constexpr Sample samples[] = {
    {"common/core/money.hpp", "\"common/core/clock.hpp\"", true},
    {"common/core/money.hpp", "\"common/log/log.hpp\"", false},
    {"common/log/log.cpp", "\"common/core/clock.hpp\"", true},
    {"common/log/log.cpp", "\"common/db/pool.hpp\"", false},
    {"common/db/pool.cpp", "\"common/db/connection.hpp\"", true},
    {"common/db/pool.cpp", "\"common/http/router.hpp\"", false},
    {"common/http/token.cpp", "\"common/messaging/log.hpp\"", false},
    {"common/messaging/log.cpp", "\"common/db/sql.hpp\"", true},
    {"common/messaging/log.cpp", "\"haven/bus/v1/events.pb.h\"", true},
    {"common/messaging/log.cpp", "\"haven/claims/v1/events.pb.h\"", false},
    {"common/service/command.cpp", "\"common/messaging/log.hpp\"", true},
    {"common/service/command.cpp", "\"common/db/sql.hpp\"", false},
    {"common/service/command.cpp", "\"common/scheme/pack.hpp\"", false},
    {"common/service/command.cpp", "\"services/claims/app/file_claim.hpp\"", false},
    {"common/feel/value.hpp", "\"common/feel/number.hpp\"", true},
    {"common/feel/value.hpp", "\"common/dmn/model.hpp\"", false},
    {"common/dmn/model.hpp", "\"common/feel/value.hpp\"", true},
    {"common/dmn/model.hpp", "\"common/scheme/pack.hpp\"", false},
    {"common/dmn/model.hpp", "\"common/log/log.hpp\"", false},
    {"common/scheme/pack.cpp", "\"common/dmn/model.hpp\"", true},
    {"common/scheme/pack.cpp", "\"common/core/money.hpp\"", true},
    {"common/scheme/pack.cpp", "\"common/log/log.hpp\"", false},
    {"common/scheme/pack.cpp", "\"haven/scheme/v1/case.pb.h\"", false},
    {"common/scheme/wire.hpp", "\"haven/scheme/v1/case.pb.h\"", true},
    {"common/scheme/wire.hpp", "\"common/db/pool.hpp\"", false},
    {"common/scheme/from_wire.cpp", "\"common/scheme/wire.hpp\"", true},

    {"services/claims/domain/claim.hpp", "\"services/claims/domain/states.hpp\"", true},
    {"services/claims/domain/claim.hpp", "\"common/core/money.hpp\"", true},
    {"services/claims/domain/claim.hpp", "\"common/scheme/case.hpp\"", true},
    {"services/claims/domain/claim.hpp", "\"common/scheme/wire.hpp\"", false},
    {"services/claims/domain/claim.hpp", "\"services/claims/store/claims.hpp\"", false},
    {"services/claims/domain/claim.hpp", "\"services/ledger/domain/entry.hpp\"", false},
    {"services/claims/domain/claim.hpp", "\"common/db/transaction.hpp\"", false},
    {"services/claims/domain/claim.hpp", "\"haven/claims/v1/events.pb.h\"", false},
    {"services/claims/domain/claim.hpp", "<vector>", true},
    {"services/claims/domain/claim.hpp", "<tl/expected.hpp>", true},
    {"services/claims/domain/claim.hpp", "<boost/json.hpp>", false},
    {"services/claims/domain/claim.hpp", "<unistd.h>", false},

    {"services/claims/store/claims.cpp", "\"services/claims/domain/claim.hpp\"", true},
    {"services/claims/store/claims.cpp", "\"common/db/sql.hpp\"", true},
    {"services/claims/store/claims.cpp", "\"services/claims/app/file_claim.hpp\"", false},
    {"services/claims/store/claims.cpp", "\"common/messaging/log.hpp\"", false},
    {"services/claims/store/claims.cpp", "\"haven/claims/v1/events.pb.h\"", false},
    {"services/claims/store/claims.cpp", "<soci/soci.h>", false},
    {"services/claims/store/claims.cpp", "<boost/json.hpp>", false},
    {"services/claims/store/files.cpp", "<sys/stat.h>", true},

    {"services/claims/app/file_claim.cpp", "\"services/claims/store/claims.hpp\"", true},
    {"services/claims/app/file_claim.cpp", "\"common/messaging/log.hpp\"", true},
    {"services/claims/app/file_claim.cpp", "\"haven/enrolment/v1/events.pb.h\"", true},
    {"services/claims/app/file_claim.cpp", "\"common/db/sql.hpp\"", false},
    {"services/claims/app/file_claim.cpp", "\"common/http/json.hpp\"", false},
    {"services/claims/app/file_claim.cpp", "\"services/claims/api/json.hpp\"", false},
    {"services/claims/app/file_claim.cpp", "\"services/enrolment/store/members.hpp\"", false},
    {"services/claims/app/file_claim.cpp", "\"tests/support/database.hpp\"", false},
    {"services/claims/app/file_claim.cpp", "<boost/json.hpp>", false},

    {"services/claims/api/routes.cpp", "\"services/claims/app/file_claim.hpp\"", true},
    {"services/claims/api/routes.cpp", "\"common/http/json.hpp\"", true},
    {"services/claims/api/routes.cpp", "<boost/json.hpp>", true},
    {"services/claims/api/routes.cpp", "<boost/beast/http.hpp>", false},
    {"services/claims/api/routes.cpp", "\"common/db/connection.hpp\"", false},
    {"services/claims/api/routes.cpp", "\"services/ledger/api/routes.hpp\"", false},
    {"services/claims/schemes/owwa.cpp", "\"common/core/money.hpp\"", false},

    {"common/http/server.cpp", "<boost/beast/core.hpp>", true},
    {"common/http/message.cpp", "<boost/beast/core.hpp>", false},
    {"services/haven/main.cpp", "<boost/beast/core.hpp>", false},
    {"services/haven/main.cpp", "\"services/ledger/api/routes.hpp\"", true},
    {"common/db/sql.hpp", "<soci/soci.h>", true},
    {"common/pch/sql.hpp", "<soci/soci.h>", true},
    {"common/pch/shell.hpp", "\"haven/claims/v1/events.pb.h\"", true},
    {"common/pch/shell.hpp", "<boost/beast/core.hpp>", false},
    {"common/pch/shell.hpp", "\"services/claims/app/file_claim.hpp\"", false},
    {"common/messaging/log.cpp", "<soci/soci.h>", false},
    {"tests/claims/app/file_claim_test.cpp", "\"services/claims/store/claims.hpp\"", true},
};

TEST(ForbiddenIncludes, FollowTheTable) {
  for (const Sample& sample : samples) {
    const std::string text = std::string{"#pragma once\n#include "} + sample.include + "\n";
    const Findings findings = forbidden_includes({file_of(sample.path, text)});
    EXPECT_EQ(findings.empty(), sample.allowed) << sample.path << " includes " << sample.include;
  }
}

TEST(ForbiddenIncludes, NameTheFileTheLineAndTheHeader) {
  const Tree tree{
      file_of("services/claims/domain/a.hpp", "#pragma once\n#include \"common/log/log.hpp\"\n")};
  EXPECT_EQ(forbidden_includes(tree),
            Findings{"services/claims/domain/a.hpp:2: may not include common/log/log.hpp"});
}

TEST(ForbiddenIncludes, AreNotLookedForInComments) {
  const Tree tree{file_of("services/claims/domain/a.cpp", "// #include \"common/log/log.hpp\"\n")};
  EXPECT_EQ(forbidden_includes(tree), Findings{});
}

}  // namespace
}  // namespace haven::tidy

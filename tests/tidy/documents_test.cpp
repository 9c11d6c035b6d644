#include "tests/tidy/documents.hpp"

#include <gtest/gtest.h>

namespace haven::tidy {
namespace {

TEST(Documents, HaveExactlyOneTitle) {
  EXPECT_EQ(documents_without_one_title({file_of("a.md", "# A\n\n## B\n")}), Findings{});
  EXPECT_EQ(documents_without_one_title({file_of("a.md", "# A\n# B\n")}).size(), 1U);
  EXPECT_EQ(documents_without_one_title({file_of("a.md", "no title\n")}).size(), 1U);
}

TEST(Documents, MayShowCommentsInCode) {
  EXPECT_EQ(documents_without_one_title({file_of("a.md", "# A\n```\n# not a title\n```\n")}),
            Findings{});
}

TEST(Messages, AreExplainedSomewhere) {
  const File proto = file_of("proto/haven/claims/v1/events.proto",
                             "message ClaimFiled {\n}\nmessage CaseFile {\n}\n");
  EXPECT_EQ(unexplained_messages({file_of("docs/events.md", "| ClaimFiled |"), proto}).size(), 1U);
  EXPECT_EQ(unexplained_messages({file_of("docs/events.md", "| ClaimFiled |"),
                                  file_of("docs/glossary.md", "| `CaseFile` |"), proto}),
            Findings{});
}

constexpr const char* enrolment_listens =
    "  subscriptions.on<contributions::v1::ContributionReceived>([](auto& tx) {});\n";

File events_md(const std::string& listeners) {
  return file_of("docs/events.md", "| `ContributionReceived` | money | " + listeners + " |\n");
}

TEST(Listeners, AreThoseOfTheTable) {
  const File code = file_of("services/enrolment/api/events.cpp", enrolment_listens);
  EXPECT_EQ(wrong_listeners({code, events_md("**enrolment** covers")}), Findings{});
  EXPECT_EQ(wrong_listeners({code, events_md("**enrolment** covers; **ledger** books")}).size(),
            1U);
  EXPECT_EQ(wrong_listeners({code, events_md("nobody yet")}).size(), 1U);
}

TEST(Listeners, AreExpectedForEachEvent) {
  EXPECT_EQ(wrong_listeners({events_md("**ledger** books")}),
            Findings{"docs/events.md: ContributionReceived is not subscribed by ledger"});
}

TEST(Listeners, MayBeSubscribedThroughAFunctionOfTheirOwn) {
  const File code = file_of("services/enrolment/api/events.cpp",
                            "keep_money_on<contributions::v1::ContributionReceived>(subscriptions);"
                            "subscriptions.on<Message>();");
  EXPECT_EQ(wrong_listeners({code, events_md("**enrolment** covers")}), Findings{});
}

TEST(Settings, AreDocumentedOneByOne) {
  const File code = file_of("services/haven/config.cpp",
                            "env.number(\"HAVEN_PORT\"); env.text(\"HAVEN_DATABASE_\" + name);");
  const auto with = [&](const std::string& text) {
    return undocumented_settings({code, file_of("ops/env/haven.env", text)});
  };
  EXPECT_EQ(with("#HAVEN_PORT=8080\n#HAVEN_DATABASE_CLAIMS=x\n"), Findings{});
  EXPECT_EQ(with("#HAVEN_DATABASE_CLAIMS=x\n"),
            Findings{"ops/env/haven.env: HAVEN_PORT is not documented"});
  EXPECT_EQ(with("#HAVEN_PORT=8080\n#HAVEN_PROT=1\n#HAVEN_DATABASE_CLAIMS=x\n"),
            Findings{"ops/env/haven.env: HAVEN_PROT is read nowhere"});
}

}  // namespace
}  // namespace haven::tidy

#include "services/claims/domain/waiting.hpp"

#include <gtest/gtest.h>

namespace haven::claims {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

const Instant noon = *instant_from("2024-06-20T02:00:00Z");

HistoryLine line(hours after, std::optional<Party> party) {
  HistoryLine made;
  made.at = noon + after;
  made.waiting_for = party;
  return made;
}

TEST(Waiting, AddsUpByPartyUpToNow) {
  const std::vector<HistoryLine> history = {
      line(hours{0}, Party::family), line(hours{10}, Party::fund), line(hours{11}, Party::family)};
  EXPECT_EQ(waited_for(history, noon + hours{14}),
            (std::map<Party, seconds>{{Party::family, hours{13}}, {Party::fund, hours{1}}}));
}

TEST(Waiting, NobodyIsWaitedForAfterTheEnd) {
  const std::vector<HistoryLine> history = {line(hours{0}, Party::bank), line(hours{2}, {})};
  EXPECT_EQ(waited_for(history, noon + hours{500}),
            (std::map<Party, seconds>{{Party::bank, hours{2}}}));
}

TEST(Waiting, AnEmptyHistoryWaitedForNobody) {
  EXPECT_TRUE(waited_for({}, noon).empty());
}

}  // namespace
}  // namespace haven::claims

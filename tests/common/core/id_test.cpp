#include "common/core/id.hpp"

#include <gtest/gtest.h>

#include <set>

#include "common/core/hash.hpp"

namespace haven {
namespace {

TEST(Id, NewOnesAreVersionSevenOrderedAndDifferent) {
  const Instant now = *instant_from("2024-06-20T02:00:00Z");
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(new_uuid(now));
  EXPECT_EQ(seen.size(), 1000u);
  for (const std::string& id : seen) {
    EXPECT_TRUE(is_uuid(id));
    EXPECT_EQ(id[14], '7');
    EXPECT_NE(std::string{"89ab"}.find(id[19]), std::string::npos);
  }
  EXPECT_LT(*seen.rbegin(), new_uuid(now + std::chrono::milliseconds{1}));
}

TEST(Id, TheSameNameGivesTheSameId) {
  EXPECT_EQ(named_uuid("payment/1"), named_uuid("payment/1"));
  EXPECT_NE(named_uuid("payment/1"), named_uuid("payment/2"));
  EXPECT_EQ(named_uuid("payment/1")[14], '8');
}

TEST(Id, OnlyCanonicalTextIsAnId) {
  EXPECT_TRUE(id_from<ClaimId>("018f0000-0000-7000-8000-00000000000a"));
  for (const char* text :
       {"", "018F0000-0000-7000-8000-00000000000A", "018f00000000-7000-8000-00000000000a0",
        "018f0000-0000-7000-8000-00000000000", "018f0000-0000-7000-8000-00000000000g",
        "{018f0000-0000-7000-8000-00000000000}"}) {
    EXPECT_FALSE(id_from<ClaimId>(text)) << text;
  }
}

TEST(Hash, KnowsThePublishedExamples) {
  // FIPS 180-2 and RFC 4231, test case 2.
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  Sha256 parts;
  parts.add("a");
  parts.add("bc");
  EXPECT_EQ(parts.finish_hex(), sha256_hex("abc"));
  EXPECT_EQ(from_hex(to_hex(std::string_view{"\0\xff", 2})), (std::string{"\0\xff", 2}));
  EXPECT_EQ(from_hex("0"), "");
  EXPECT_TRUE(equal_in_constant_time("same", "same"));
  EXPECT_FALSE(equal_in_constant_time("same", "sane"));
  EXPECT_FALSE(equal_in_constant_time("same", "sam"));
}

}  // namespace
}  // namespace haven

#include "services/ledger/domain/seal.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "common/core/hash.hpp"

namespace haven::ledger {
namespace {

TEST(Seal, IsTakenOverTheHashBeforeAndTheContent) {
  const WrittenEntry entry{"7", "e", {"7", "e", ""}, {{"1", "bank:PHP"}}};
  EXPECT_EQ(content_of(entry), "3[1:71:e0:]1[2[1:18:bank:PHP]]");
  EXPECT_EQ(seal_hash(hash_before_the_first(), entry),
            sha256(std::string(32, '\0') + sha256(content_of(entry))));
  EXPECT_NE(seal_hash(sha256("a"), entry), seal_hash(sha256("b"), entry));
}

TEST(Seal, WhatIsSignedNamesTheWholeHead) {
  const Head head{"owwa", 12, std::string(32, '\1'), *instant_from("2024-06-20T02:00:00Z"), ""};
  std::string hash;
  for (int i = 0; i < 32; ++i) hash += "01";
  EXPECT_EQ(signed_text_of(head), "haven ledger head\nfund owwa\nnumber 12\nhash " + hash +
                                      "\nsigned at 2024-06-20T02:00:00.000000Z\n");
}

RC_GTEST_PROP(SealProperty, DifferentEntriesHaveDifferentContent, ()) {
  using Fields = std::vector<std::string>;
  const auto field = rc::gen::container<std::string>(rc::gen::element(':', '[', ']', '1', 'a'));
  const auto fields = rc::gen::container<Fields>(field);
  const auto postings = rc::gen::container<std::vector<Fields>>(fields);
  const WrittenEntry a{"", "", *fields, *postings}, b{"", "", *fields, *postings};
  RC_ASSERT((content_of(a) == content_of(b)) ==
            (a.columns == b.columns && a.postings == b.postings));
}

}  // namespace
}  // namespace haven::ledger

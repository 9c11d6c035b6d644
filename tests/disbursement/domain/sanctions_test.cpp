#include "services/disbursement/domain/sanctions.hpp"

#include <gtest/gtest.h>

namespace haven::disbursement {
namespace {

TEST(SanctionsFile, ReadsEntriesWithAliases) {
  EXPECT_TRUE(sanctions_header_is_right("id,name,aliases,country"));
  const auto entry = sanctions_entry_from("Q-1,\"Cruz, Maria\",Mia Cruz;;M. Cruz,PH", 2);
  ASSERT_TRUE(entry);
  EXPECT_EQ(entry->name, "Cruz, Maria");
  EXPECT_EQ(entry->aliases, (std::vector<std::string>{"Mia Cruz", "M. Cruz"}));
  EXPECT_TRUE(sanctions_entry_from("Q-2,Name,,", 3)->aliases.empty());
}

TEST(SanctionsFile, RefusesWithTheLineAndNeverWithTheText) {
  EXPECT_EQ(sanctions_header_is_right("name,id").error().detail,
            "Line 1 must be id,name,aliases,country; nothing was changed.");
  for (const std::string& line :
       {std::string{""}, std::string{"Q-1,Secret Name,x"}, std::string{",Secret Name,,PH"},
        std::string{"Q-1,,,PH"}, "Q-1," + std::string(501, 'S') + ",,PH",
        std::string(101, 'S') + ",Secret Name,,PH", std::string{"Q-1,\"Secret Name,,PH"}}) {
    const auto entry = sanctions_entry_from(line, 7);
    ASSERT_FALSE(entry) << line;
    EXPECT_EQ(entry.error().code, "sanctions_list_unreadable");
    EXPECT_EQ(entry.error().detail.find("Secret"), std::string::npos) << entry.error().detail;
    EXPECT_NE(entry.error().detail.find("Line 7"), std::string::npos);
  }
  EXPECT_TRUE(sanctions_entry_from("Q-1," + std::string(500, 'S') + ",,PH", 2));
  EXPECT_TRUE(sanctions_entry_from(std::string(100, 'Q') + ",Name,,PH", 2));
}

}  // namespace
}  // namespace haven::disbursement

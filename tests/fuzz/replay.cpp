// Runs a harness over every file of its corpus and over changed copies of them, always the same
// ones: a short run for the tests. A crash, a sanitizer's finding or a hang fails it.
//   fuzz_NAME CORPUS [COPIES OF EACH FILE]

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

namespace fs = std::filesystem;

/// One small change: bytes gone, doubled, or taken from elsewhere.
std::string changed(std::string text, const std::string& other, std::mt19937& random) {
  if (text.empty()) return other;
  const auto at = random() % text.size();
  const auto length = 1 + random() % std::min<std::size_t>(text.size() - at, 24);
  switch (random() % 5) {
    case 0:
      text.erase(at, length);
      break;
    case 1:
      text.insert(at, text.substr(at, length));
      break;
    case 2:
      text[at] = static_cast<char>(random() % 256);
      break;
    case 3:
      if (!other.empty()) text.insert(at, other.substr(random() % other.size(), length));
      break;
    default:
      text.resize(at);
  }
  return text;
}

void run(const std::string& text) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "which corpus? For example: %s tests/fuzz/corpus/feel\n", argv[0]);
    return 2;
  }
  const int copies = argc > 2 ? std::atoi(argv[2]) : 20;
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator{argv[1]}) files.push_back(entry.path());
  std::ranges::sort(files);
  std::vector<std::string> texts;
  for (const auto& file : files) {
    std::ifstream stream{file, std::ios::binary};
    texts.emplace_back(std::istreambuf_iterator<char>{stream}, std::istreambuf_iterator<char>{});
  }
  if (texts.empty()) {
    std::fprintf(stderr, "%s holds no file\n", argv[1]);
    return 1;
  }
  std::mt19937 random{20260131};
  std::size_t runs = 0;
  for (const std::string& text : texts) {
    run(text);
    std::string copy = text;
    for (int i = 0; i < copies; ++i) {
      copy = changed(i % 5 == 0 ? text : copy, texts[random() % texts.size()], random);
      run(copy);
    }
    runs += 1 + static_cast<std::size_t>(copies);
  }
  std::printf("%zu inputs from %zu files\n", runs, texts.size());
  return 0;
}

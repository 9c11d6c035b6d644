#include <algorithm>
#include <cstring>

#include "common/feel/value.hpp"

namespace haven::feel {
namespace {
constexpr std::size_t first_block = 16 * 1024;
}  // namespace

/// One piece of memory; the bytes follow in `bytes`. Newest first.
struct Arena::Block {
  std::unique_ptr<Block> older;
  std::size_t size = 0;
  std::unique_ptr<char[]> bytes;
};

Arena::Arena(std::size_t limit) : limit_(limit) {}
Arena::~Arena() {
  // Not by recursion: a long chain of blocks would be as deep a stack.
  while (blocks_) blocks_ = std::move(blocks_->older);
}
Arena::Arena(Arena&&) noexcept = default;
Arena& Arena::operator=(Arena&&) noexcept = default;

void* Arena::take(std::size_t bytes, std::size_t alignment) {
  const auto address = reinterpret_cast<std::uintptr_t>(next_);
  const std::size_t padding = (alignment - address % alignment) % alignment;
  if (static_cast<std::size_t>(end_ - next_) >= bytes + padding && next_ != nullptr) {
    char* taken = next_ + padding;
    next_ = taken + bytes;
    return taken;
  }
  if (bytes > limit_ || used_ > limit_ - bytes) throw LimitReached{"it takes too much memory"};
  auto block = std::make_unique<Block>();
  block->size = std::max({bytes + alignment, first_block, std::min(used_, std::size_t{1} << 20)});
  block->bytes = std::unique_ptr<char[]>(new char[block->size]);  // without initialisation
  used_ += block->size;
  next_ = block->bytes.get();
  end_ = next_ + block->size;
  block->older = std::move(blocks_);
  blocks_ = std::move(block);
  return take(bytes, alignment);
}

std::string_view Arena::copy(std::string_view text) {
  char* bytes = array<char>(text.size());
  std::copy(text.begin(), text.end(), bytes);
  return {bytes, text.size()};
}

void Arena::reset() {
  if (!blocks_) return;
  while (blocks_->older) blocks_ = std::move(blocks_->older);
  next_ = blocks_->bytes.get();
  end_ = next_ + blocks_->size;
  used_ = blocks_->size;
}

std::size_t Arena::used() const {
  return used_ - static_cast<std::size_t>(end_ - next_);
}

}  // namespace haven::feel

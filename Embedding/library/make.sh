# The C library: libchub.so, libchub.a, its headers, a pkg-config file and a CMake package, for the machine that it is made
# on (x86_64 Linux). Read by Embedding/build. What is made lies in .build/embedding/library, in the shape of a prefix.

library_target=x86_64-unknown-linux-gnu
library=$PWD/.build/embedding/library
read -r major minor patch < <(sed -n 's/^#define CHUB_VERSION 0x00\(..\)\(..\)\(..\)u$/\1 \2 \3/p' \
    Embedding/library/include/chub/common.h)
library_version=$((16#$major)).$((16#$minor)).$((16#$patch))
# What fits: the major number, and the minor one while that is 0.
library_series=$((16#$major))
if [ "$library_series" = 0 ]; then library_series=0.$((16#$minor)); fi
toolchain=$(dirname "$(dirname "$(readlink -f "$(command -v swiftc)")")")

embedded_modules $library_target "${core[@]}" OrderedJSON Notation

# The boundary to C is unsafe throughout: strict memory safety would mark every line of it.
library_swift() {
    local embedded_flags=("${embedded_flags[@]/-strict-memory-safety/-enforce-exclusivity=unchecked}") sources
    mapfile -t sources < <(find Embedding/library -maxdepth 1 -name '*.swift' | LC_ALL=C sort)
    embedded_swift $library_target ChubLibrary -I Embedding/library/include -I Embedding/library "${sources[@]}"
}
library_swift
clang -std=c11 -O2 -fPIC -fvisibility=hidden -Wall -Wextra -Werror -c Embedding/library/memory.c -o "$modules/memory.o"

# Swift's allocations come from the arena of the hub or device that is used (memory.h). Of what Swift makes once and keeps
# nothing is linked: swift_once is nowhere, and the linker says so.
rm -rf "$library"
mkdir -p "$library/include" "$library/lib/pkgconfig" "$library/lib/cmake/chub"
objects=("$modules/memory.o")
for module in "${core[@]}" OrderedJSON Notation ChubLibrary; do
    llvm-objcopy --redefine-sym posix_memalign=chub_memory_allocate --redefine-sym free=chub_memory_release \
        "$modules/$module.o" "$modules/$module.library.o"
    objects+=("$modules/$module.library.o")
done

# What the headers declare is all that leaves.
grep -rhoE --include='*.h' '\bchub_[a-z0-9_]+\(' Embedding/library/include | tr -d '(' | LC_ALL=C sort -u >"$modules/exports.txt"
{ echo '{ global:'; sed 's/$/;/' "$modules/exports.txt"; echo 'local: *; };'; } >"$modules/exports.map"

tables=$toolchain/lib/swift/embedded/$library_target/libswiftUnicodeDataTables.a
clang -shared -fuse-ld=lld -Wl,--gc-sections -Wl,--icf=all -Wl,-Bsymbolic -Wl,-s -Wl,-z,defs \
    -Wl,-soname,"libchub.so.$library_series" -Wl,--version-script="$modules/exports.map" \
    -o "$library/lib/libchub.so.$library_version" "${objects[@]}" "$tables"
ln -sf "libchub.so.$library_version" "$library/lib/libchub.so.$library_series"
ln -sf "libchub.so.$library_series" "$library/lib/libchub.so"

# One object whose other symbols are its own: two such libraries, or Swift of the program's, do not meet. What no export
# needs is left out here: the linker of the program can no longer tell.
mapfile -t roots < <(sed 's/^/--undefined=/' "$modules/exports.txt")
ld.lld -r --gc-sections "${roots[@]}" -o "$modules/chub.o" "${objects[@]}" "$tables"
llvm-objcopy --keep-global-symbols="$modules/exports.txt" "$modules/chub.o"
llvm-ar rcs "$library/lib/libchub.a" "$modules/chub.o"

cp -R Embedding/library/include/chub.h Embedding/library/include/chub "$library/include/"
for file in pkgconfig/chub.pc cmake/chub/chub-config.cmake cmake/chub/chub-config-version.cmake; do
    sed -e "s/@VERSION@/$library_version/" -e "s/@SERIES@/$library_series/" "Embedding/library/$(basename "$file").in" \
        >"$library/lib/$file"
done
ls -l "$library"/lib/libchub.*

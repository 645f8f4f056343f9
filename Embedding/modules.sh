# The modules of the core in Embedded Swift, for one target after the other. Read by Embedding/build and Embedding/install,
# in the repository's folder; needs bash.
#
#   embedded_tools PRODUCT             ends with 69 where a tool is missing that the product needs beside the compiler
#   embedded_modules TARGET MODULE …   compiles modules of Sources, in this order; says where they are in $modules
#   embedded_swift TARGET NAME [OPTION] … FILE …   compiles a program's or library's own Swift against them, to an object
#
# Everything lies in .build/embedding/TARGET.

core=(ZCLCodec GBCSCodec HANModel ZCLNode CommsHub HANDevices)
targets=(x86_64-unknown-linux-gnu armv7em-none-none-eabi riscv32-none-none-eabi wasm32-unknown-none-wasm)

# The settings of Package.swift, and those of Embedded Swift. Function sections let the linker drop what nobody calls.
embedded_flags=(
    -enable-experimental-feature Embedded -enable-experimental-feature Extern -enable-experimental-feature Lifetimes
    -wmo -parse-as-library -Osize -swift-version 6 -strict-memory-safety -warnings-as-errors
    -enable-upcoming-feature ExistentialAny -enable-upcoming-feature InternalImportsByDefault
    -enable-upcoming-feature MemberImportVisibility -package-name CommunicationsHub -Xfrontend -function-sections
)

# Of processors whose memory is small: what is inlined for speed is not, a function's checks share a trap, and the linker
# sees the whole program as one (its objects are LLVM's bitcode).
small_flags=(-Xfrontend -ignore-always-inline -Xfrontend -mergeable-traps -lto=llvm-full)

# The flags for a target.
flags_for() {
    case $1 in
    armv7em-* | riscv32-*) flags=("${embedded_flags[@]}" "${small_flags[@]}") ;;
    # A page is downloaded, so that each inlined call counts.
    wasm32-*) flags=("${embedded_flags[@]}" -Xllvm -inline-threshold=0) ;;
    *) flags=("${embedded_flags[@]}") ;;
    esac
}

unavailable() {
    echo "Embedding/${0##*/}: $*" >&2
    exit 69
}
needs() { command -v "$1" >/dev/null || unavailable "$1 is not in PATH ($2)"; }

needs swiftc "the Swift 6.3 toolchain, https://www.swift.org/install"
compiler=$(swiftc --version 2>&1) || unavailable "swiftc does not say its version: $compiler"
# What is made, and its size, hangs on the compiler: another one is another matter.
[[ $compiler == *"Swift version 6.3"[.\ -]* ]] || unavailable "needs Swift 6.3; $(command -v swiftc) is ${compiler%%$'\n'*}"
# clang, ld.lld, llvm-objcopy and the others are those of the toolchain, whatever else is installed. The compiler knows where
# it lies; what is in PATH may be a link, or a program that chooses one of several.
PATH=$(swiftc -print-target-info | sed -n 's|.*"runtimeResourcePath": "\(.*\)/lib/swift".*|\1/bin|p'):$PATH

embedded_tools() {
    case $1 in
    core) return ;;
    library)
        needs llvm-objcopy "of the toolchain; Debian: llvm"
        needs llvm-ar "of the toolchain; Debian: llvm"
        needs ld.lld "of the toolchain; Debian: lld"
        ;;
    firmware)
        needs llvm-nm "of the toolchain; Debian: llvm"
        needs ld.lld "of the toolchain; Debian: lld"
        ;;
    page)
        needs wasm-ld "of the toolchain; Debian: lld"
        needs wasm-opt "Debian: binaryen"
        needs xz "Debian: xz-utils"
        ;;
    esac
    needs clang "of the toolchain; Debian: clang"
}

# One at a time makes something here: what another one is making is not whole.
mkdir -p .build/embedding
needs flock "Debian: util-linux"
exec {embedding_lock}>.build/embedding/lock
if ! flock --nonblock "$embedding_lock"; then
    echo "waits for another build in this folder" >&2
    flock "$embedding_lock"
fi
# The compiler's caches hold the paths of where they were made, and are of no use where the folder was copied or moved to.
if [ "$(cat .build/embedding/place 2>/dev/null)" != "$PWD" ]; then
    rm -rf .build/embedding/*/cache
    echo "$PWD" >.build/embedding/place
fi

embedded_modules() {
    local target=$1 module sources
    shift
    modules=$PWD/.build/embedding/$target
    modules_stamp=
    mkdir -p "$modules"
    for module in "$@"; do
        mapfile -t sources < <(find "Sources/$module" -name '*.swift' | LC_ALL=C sort)
        embedded_swift "$target" "$module" -emit-module -emit-module-path "$modules/$module.swiftmodule" "${sources[@]}"
        modules_stamp=$(cat "$modules/$module.stamp")
    done
}

# What is compiled is made anew when its sources, its headers, the compiler, the options or a module before it change.
embedded_swift() {
    local target=$1 module=$2 flags stamp
    flags_for "$target"
    shift 2
    stamp=$({
        echo "$modules_stamp $compiler ${flags[*]} $*"
        for argument; do
            # What is made here is another each time.
            if [[ $argument == "$modules"/* ]]; then continue; fi
            if [ -f "$argument" ]; then cat "$argument"; fi
            # Those of the tests beside the library are none of its own.
            if [ -d "$argument" ]; then
                find "$argument" -not -path '*/tests/*' \( -name '*.h' -o -name '*.modulemap' \) -print0 |
                    LC_ALL=C sort -z | xargs -0 -r cat
            fi
        done
    } | sha256sum)
    if [ -f "$modules/$module.o" ] && [ "$(cat "$modules/$module.stamp" 2>/dev/null)" = "$stamp" ]; then return; fi
    echo "  $module for $target"
    # What was made before is no more, also where this is interrupted and its sources are those of before again.
    rm -f "$modules/$module.stamp"
    swiftc -target "$target" "${flags[@]}" -module-cache-path "$modules/cache" -I "$modules" \
        -module-name "$module" -o "$modules/$module.o" -c "$@"
    echo "$stamp" >"$modules/$module.stamp"
}

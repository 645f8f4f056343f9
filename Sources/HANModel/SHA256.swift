public import GBCSCodec
public import ZCLCodec

/// SHA-256 (FIPS 180-4), which GBCS-5 asks for over a Manufacturer Image.
///
/// The eight working variables and sixteen words of the message schedule are all that a block needs: they are values
/// with names of their own, which stay in registers, and not the elements of an array.
public struct SHA256 {
    /// FIPS 180-4, 6.2: the working variables, and the hash value between two blocks.
    private typealias Eight = (
        a: UInt32, b: UInt32, c: UInt32, d: UInt32, e: UInt32, f: UInt32, g: UInt32, h: UInt32
    )
    /// Sixteen words: a block, the part of the message schedule that a quarter of the rounds uses, their constants.
    private typealias Sixteen = (
        UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32,
        UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32
    )

    /// FIPS 180-4, 4.2.2, for each quarter of the rounds.
    @inline(__always)
    private static var constants: (Sixteen, Sixteen, Sixteen, Sixteen) {
        (
            (
                0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1,
                0x923f_82a4, 0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3,
                0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174
            ),
            (
                0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa,
                0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
                0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967
            ),
            (
                0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb,
                0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3,
                0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070
            ),
            (
                0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a,
                0x5b9c_ca4f, 0x682e_6ff3, 0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208,
                0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2
            )
        )
    }

    /// FIPS 180-4, 5.3.3.
    private var hash: Eight = (
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19
    )

    private init() {}

    /// Hashes octets.
    public static func hash(_ octets: OctetView) -> ImageHash {
        var state = SHA256()
        let rest = state.compressBlocks(of: octets)
        // FIPS 180-4, 5.1.1: a one bit, zeros, and the length in bits.
        let padding = [UInt8](capacity: 128) { writer in
            writer.write(rest)
            writer.write(0x80 as UInt8)
            while writer.count % 64 != 56 { writer.write(0 as UInt8) }
            writer.write((UInt64(octets.count) * 8).byteSwapped)
        }
        padding.withOctetView { _ = state.compressBlocks(of: $0) }
        return state.imageHash
    }

    /// Hashes the whole blocks at the start, and returns what stands after them.
    @_lifetime(copy octets)
    private mutating func compressBlocks(of octets: OctetView) -> OctetView {
        var reader = ByteReader(octets)
        while let block = Self.block(&reader) { compress(block) }
        return reader.readRemainder()
    }

    /// FIPS 180-4, 5.2.1: the sixteen big-endian words of a block; nil where there is none.
    @inline(__always)
    private static func block(_ reader: inout ByteReader) -> Sixteen? {
        func word() throws(WireError) -> UInt32 { try reader.readUInt32().byteSwapped }
        guard reader.remaining >= 64 else { return nil }
        return try? (
            word(), word(), word(), word(), word(), word(), word(), word(),
            word(), word(), word(), word(), word(), word(), word(), word()
        )
    }

    /// FIPS 180-4, 6.2.2: one block.
    @inline(__always)
    private mutating func compress(_ block: Sixteen) {
        var variables = hash
        var words = block
        rounds(&variables, words, Self.constants.0)
        extend(&words)
        rounds(&variables, words, Self.constants.1)
        extend(&words)
        rounds(&variables, words, Self.constants.2)
        extend(&words)
        rounds(&variables, words, Self.constants.3)
        hash.a &+= variables.a
        hash.b &+= variables.b
        hash.c &+= variables.c
        hash.d &+= variables.d
        hash.e &+= variables.e
        hash.f &+= variables.f
        hash.g &+= variables.g
        hash.h &+= variables.h
    }

    private var imageHash: ImageHash {
        func pair(_ high: UInt32, _ low: UInt32) -> UInt64 { UInt64(high) << 32 | UInt64(low) }
        return ImageHash(
            words: (pair(hash.a, hash.b), pair(hash.c, hash.d), pair(hash.e, hash.f), pair(hash.g, hash.h)))
    }
}

extension SHA256 {
    /// FIPS 180-4, 6.2.2, step 1: the next sixteen words of the schedule, each in the place of the one that stands sixteen
    /// before it.
    @inline(__always)
    private func extend(_ w: inout Sixteen) {
        w.0 &+= sigma0(w.1) &+ w.9 &+ sigma1(w.14)
        w.1 &+= sigma0(w.2) &+ w.10 &+ sigma1(w.15)
        w.2 &+= sigma0(w.3) &+ w.11 &+ sigma1(w.0)
        w.3 &+= sigma0(w.4) &+ w.12 &+ sigma1(w.1)
        w.4 &+= sigma0(w.5) &+ w.13 &+ sigma1(w.2)
        w.5 &+= sigma0(w.6) &+ w.14 &+ sigma1(w.3)
        w.6 &+= sigma0(w.7) &+ w.15 &+ sigma1(w.4)
        w.7 &+= sigma0(w.8) &+ w.0 &+ sigma1(w.5)
        w.8 &+= sigma0(w.9) &+ w.1 &+ sigma1(w.6)
        w.9 &+= sigma0(w.10) &+ w.2 &+ sigma1(w.7)
        w.10 &+= sigma0(w.11) &+ w.3 &+ sigma1(w.8)
        w.11 &+= sigma0(w.12) &+ w.4 &+ sigma1(w.9)
        w.12 &+= sigma0(w.13) &+ w.5 &+ sigma1(w.10)
        w.13 &+= sigma0(w.14) &+ w.6 &+ sigma1(w.11)
        w.14 &+= sigma0(w.15) &+ w.7 &+ sigma1(w.12)
        w.15 &+= sigma0(w.0) &+ w.8 &+ sigma1(w.13)
    }

    /// FIPS 180-4, 6.2.2, step 3: sixteen rounds. The variables stay where they are, and their names move on by one.
    #if hasFeature(Embedded)
        // Firmware has them once, and not four times.
        @inline(never)
    #else
        @inline(__always)
    #endif
    private func rounds(_ variables: inout Eight, _ w: Sixteen, _ k: Sixteen) {
        var (a, b, c, d, e, f, g, h) = variables
        round(a, b, c, &d, e, f, g, &h, k.0 &+ w.0)
        round(h, a, b, &c, d, e, f, &g, k.1 &+ w.1)
        round(g, h, a, &b, c, d, e, &f, k.2 &+ w.2)
        round(f, g, h, &a, b, c, d, &e, k.3 &+ w.3)
        round(e, f, g, &h, a, b, c, &d, k.4 &+ w.4)
        round(d, e, f, &g, h, a, b, &c, k.5 &+ w.5)
        round(c, d, e, &f, g, h, a, &b, k.6 &+ w.6)
        round(b, c, d, &e, f, g, h, &a, k.7 &+ w.7)
        round(a, b, c, &d, e, f, g, &h, k.8 &+ w.8)
        round(h, a, b, &c, d, e, f, &g, k.9 &+ w.9)
        round(g, h, a, &b, c, d, e, &f, k.10 &+ w.10)
        round(f, g, h, &a, b, c, d, &e, k.11 &+ w.11)
        round(e, f, g, &h, a, b, c, &d, k.12 &+ w.12)
        round(d, e, f, &g, h, a, b, &c, k.13 &+ w.13)
        round(c, d, e, &f, g, h, a, &b, k.14 &+ w.14)
        round(b, c, d, &e, f, g, h, &a, k.15 &+ w.15)
        variables = (a, b, c, d, e, f, g, h)
    }

    /// FIPS 180-4, 6.2.2, step 3: a round, in which `d` becomes the next `e`, and `h` the next `a`.
    ///
    /// - Parameter word: the word of the schedule and the constant of the round, added.
    @inline(__always)
    private func round(
        _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32,
        _ e: UInt32, _ f: UInt32, _ g: UInt32, _ h: inout UInt32, _ word: UInt32
    ) {
        let t1 = h &+ (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) &+ (e & f ^ ~e & g) &+ word
        let t2 = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) &+ (a & b ^ a & c ^ b & c)
        d &+= t1
        h = t1 &+ t2
    }

    /// FIPS 180-4, 4.1.2.
    @inline(__always)
    private func sigma0(_ x: UInt32) -> UInt32 { rotate(x, 7) ^ rotate(x, 18) ^ x &>> 3 }

    /// FIPS 180-4, 4.1.2.
    @inline(__always)
    private func sigma1(_ x: UInt32) -> UInt32 { rotate(x, 17) ^ rotate(x, 19) ^ x &>> 10 }

    /// FIPS 180-4, 3.2: the rotation to the right.
    @inline(__always)
    private func rotate(_ x: UInt32, _ count: UInt32) -> UInt32 { x &>> count | x &<< (32 &- count) }
}

import GBCSCodec
import HANModel
import Testing
import ZCLCodec

@Suite("SHA-256, which GBCS-5 asks for")
struct SHA256Tests {
    private func hash(_ octets: [UInt8]) -> String {
        octets.withOctetView { SHA256.hash($0).description }
    }

    @Test(
        "GBCS-5: the examples of FIPS 180 and NIST",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func examples(text: String, digest: String) {
        #expect(hash(Array(text.utf8)) == digest)
    }

    @Test("GBCS-5: one million times the letter a, FIPS 180's long example")
    func million() {
        #expect(
            hash([UInt8](repeating: 0x61, count: 1_000_000))
                == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test(
        "GBCS-5: lengths at the edges of a block; octet i is i; digests of Python's hashlib",
        arguments: [
            (55, "463eb28e72f82e0a96c0a4cc53690c571281131f672aa229e0d45ae59b598b59"),
            (56, "da2ae4d6b36748f2a318f23e7ab1dfdf45acdc9d049bd80e59de82a60895f562"),
            (63, "29af2686fd53374a36b0846694cc342177e428d1647515f078784d69cdb9e488"),
            (64, "fdeab9acf3710362bd2658cdc9a29e8f9c757fcf9811603a8c447cd1d9151108"),
            (65, "4bfd2c8b6f1eec7a2afeb48b934ee4b2694182027e6d0fc075074f2fabb31781"),
        ])
    func edges(count: Int, digest: String) {
        #expect(hash((0..<count).map { UInt8($0) }) == digest)
    }

    @Test("GBCS-5: a digest has 32 octets")
    func digest() {
        #expect(ImageHash([UInt8](repeating: 1, count: 31)) == nil)
        #expect(ImageHash([UInt8](repeating: 1, count: 33)) == nil)
        let digest = ImageHash([UInt8](repeating: 0x0A, count: 32))
        #expect(digest?.description == String(repeating: "0a", count: 32))
    }
}

@Suite("SplitMix64")
struct SplitMix64Tests {
    @Test("The numbers that its author's program gives for seeds 0 and 1234567")
    func published() {
        var zero = SplitMix64(seed: 0)
        #expect(
            (0..<4).map { _ in zero.next() } == [
                0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F, 0xF88B_B8A8_724C_81EC,
            ])
        var other = SplitMix64(seed: 1_234_567)
        #expect(
            (0..<5).map { _ in other.next() } == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
                4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
            ])
    }

    @Test("A number up to a limit lies from 1 to the limit, and every such number comes")
    func limits() {
        var random = SplitMix64(seed: 9)
        let draws = (0..<10_000).map { _ in random.next(upTo: 100) }
        #expect(Set(draws) == Set(1...100))
        #expect(random.next(upTo: 1) == 1)
        #expect(random.next(upTo: 0) == 1)
    }
}

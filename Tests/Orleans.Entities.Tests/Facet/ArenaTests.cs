using System.Buffers;
using CsCheck;

namespace Orleans.Entities.Tests;

public sealed class ArenaTests
{
    [Fact]
    public void A_piece_stays_as_it_was_written_however_much_comes_after() => Gen.Byte.Array[0, 3000].Array[1, 20].Sample(pieces =>
    {
        var arena = new Arena();
        var kept = new List<(byte[] Written, ReadOnlyMemory<byte> Kept)>();
        for (var place = 0; place < pieces.Length; place++)
        {
            var mark = arena.Mark();
            foreach (var part in pieces[place].Chunk(100))
                arena.Write(part);
            if (place % 3 == 2)
            {
                arena.Cut();
                arena.Rewind(mark);
            }
            else
            {
                kept.Add((pieces[place], arena.Cut()));
            }
        }

        foreach (var (written, piece) in kept)
            Assert.True(piece.Span.SequenceEqual(written));
        arena.Release();
    });

    [Fact]
    public void What_was_dropped_is_not_in_the_next_piece()
    {
        var arena = new Arena();
        arena.Write("gone"u8);
        arena.Drop();
        arena.Write("kept"u8);
        Assert.Equal("kept"u8, arena.Cut().Span);
        arena.Release();
    }
}

using CsCheck;
using Orleans.Streaming.Kafka.Moving;

namespace Orleans.Streaming.Kafka.Tests.Moving;

/// <summary>A mark as a position.</summary>
public sealed class ImportMarkTests
{
    private static readonly Gen<int> Chunks = Gen.Int[0, int.MaxValue - 1];

    [Fact]
    public void A_mark_comes_back_as_it_was() => Gen.Select(Gen.Guid, Chunks).Sample((export, chunks) =>
        Assert.Equal(new ImportMark(export, chunks, IsFinished: false), ImportMark.Of(new ImportMark(export, chunks, IsFinished: false).ToPosition())));

    [Fact]
    public void A_later_mark_is_a_higher_position() => Gen.Select(Gen.Guid, Chunks).Sample((export, chunks) =>
    {
        var mark = new ImportMark(export, chunks, IsFinished: false);
        Assert.True(mark.ToPosition().Next < (mark with { Chunks = chunks + 1 }).ToPosition().Next);
        Assert.True(mark.ToPosition().Next < (mark with { IsFinished = true }).ToPosition().Next);
        Assert.True(ImportMark.Of((mark with { IsFinished = true }).ToPosition()) is { IsFinished: true } finished && finished.Export == export);
    });
}

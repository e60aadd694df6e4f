using CsCheck;

namespace Orleans.Storage.Contract;

// Any sequence of reads, writes, clears and restarts by two activations leaves what a model of ten lines says.
public abstract partial class GrainStorageContract
{
    private static readonly Gen<Step> Steps =
        Gen.Select(Gen.Enum<StepKind>(), Gen.Int[0, 1], Gen.Int[0, 1], (kind, activation, grain) => new Step(kind, activation, grain));

    private enum StepKind
    {
        Read,
        Write,
        WriteAgain,
        Clear,
        Forget,
        Restart,
    }

    [Theory]
    [MemberData(nameof(DeletesOnClear))]
    public async Task Sequences_of_calls_and_restarts_leave_what_the_model_says(bool deletes) =>
        await Steps.Array[1, 30].SampleAsync(steps => RunAsync(steps, deletes), iter: 40, threads: 1);

    private async Task RunAsync(Step[] steps, bool deletes)
    {
        await using var subject = await CreateAsync();
        var settings = new StorageSettings { DeleteStateOnClear = deletes };
        var activations = new Activation[2, 2];
        await ReactivateAsync();
        var model = new Stored[] { new(null, null), new(null, null) };
        for (var i = 0; i < steps.Length; i++)
        {
            var (kind, who, which) = steps[i];
            var activation = activations[who, which];
            var fits = activation.ETag == model[which].ETag;
            switch (kind)
            {
                case StepKind.Read:
                    await activation.ReadAsync();
                    model[which].AssertEqual(activation);
                    break;
                case StepKind.Write or StepKind.WriteAgain when fits:
                    await activation.WriteAsync($"{i}");
                    Assert.NotEqual(model[which].ETag, activation.ETag);
                    model[which] = new(activation.ETag, $"{i}");
                    break;
                case StepKind.Clear when fits:
                    await activation.ClearAsync();
                    Assert.True(!deletes || activation.ETag is null);
                    model[which] = new(activation.ETag, null);
                    model[which].AssertEqual(activation);
                    break;
                case StepKind.Write or StepKind.WriteAgain:
                    await AssertInconsistentAsync(activation, () => activation.WriteAsync("lost"));
                    break;
                case StepKind.Clear:
                    await AssertInconsistentAsync(activation, () => activation.ClearAsync());
                    break;
                case StepKind.Forget:
                    activation.Forget();
                    break;
                case StepKind.Restart:
                    await subject.RestartAsync();
                    await ReactivateAsync();
                    break;
            }
        }

        for (var which = 0; which < model.Length; which++)
            model[which].AssertEqual(await activations[0, which].ReadAgainAsync());

        async Task ReactivateAsync()
        {
            for (var who = 0; who < 2; who++)
            {
                var storage = await subject.OpenAsync(settings);
                for (var which = 0; which < 2; which++)
                    activations[who, which] = new Activation(storage, GrainId.Create("thing", $"{which}"));
            }
        }
    }

    private sealed record Step(StepKind Kind, int Activation, int Grain);

    private sealed record Stored(string? ETag, string? Text)
    {
        internal void AssertEqual(Activation activation) => Assert.Equal(
            (ETag, Text ?? Thing.AsMade, Text is not null), (activation.ETag, activation.Text, activation.Exists));
    }
}

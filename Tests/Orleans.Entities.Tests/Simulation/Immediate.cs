using System.Diagnostics.CodeAnalysis;

namespace Orleans.Entities.Tests;

/// <summary>The result of what has ended already: nothing is waited for.</summary>
[SuppressMessage("Usage", "VSTHRD002", Justification = "It has ended.")]
internal static class Immediate
{
    public static T Result<T>(ValueTask<T> task)
        => task.IsCompleted ? task.GetAwaiter().GetResult() : throw new InvalidOperationException("It has not ended.");

    public static void Throw(Task task)
    {
        Assert.True(task.IsCompleted);
        task.GetAwaiter().GetResult();
    }
}

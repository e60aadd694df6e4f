namespace Orleans.Entities.Tests;

/// <summary>Runs tasks one at a time, the next one picked by a seed.</summary>
internal sealed class SeededScheduler(Random random) : TaskScheduler
{
    private readonly List<Task> _tasks = [];

    public int Count => _tasks.Count;

    public void RunOne()
    {
        var place = random.Next(_tasks.Count);
        var task = _tasks[place];
        _tasks.RemoveAt(place);
        TryExecuteTask(task);
    }

    public Task Start(Func<Task> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, this).Unwrap();

    protected override void QueueTask(Task task) => _tasks.Add(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => _tasks;
}

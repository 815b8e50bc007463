using System.Threading;

namespace NormGen.Runtime;

/// <summary>
/// Waiting for a thread that is at work: spinning, for it is nearly done, then letting other threads run, and at long last
/// sleeping, lest a thread of high priority keep the one it waits for from running.
/// </summary>
/// <remarks>
/// It never throws, for the memory of those at work must not go away beneath them. That rules <see cref="SpinWait"/> out, whose
/// sleeps can be interrupted.
/// </remarks>
internal struct Patience
{
    private const int SpinTurns = 16;
    private const int SpinsPerTurn = 8;

    // Some ten milliseconds of yielding.
    private const int YieldTurns = 20_000;

    private int turns;

    /// <summary>Waits a little, with every call more patiently.</summary>
    public void Wait()
    {
        if (turns < SpinTurns)
        {
            turns++;
            Thread.SpinWait(SpinsPerTurn);
        }
        else if (turns < SpinTurns + YieldTurns)
        {
            turns++;
            Thread.Yield();
        }
        else
        {
            Sleep();
        }
    }

    private void Sleep()
    {
        try
        {
            Thread.Sleep(1);
        }
        catch (ThreadInterruptedException)
        {
            // Not here: the next wait outside of this library shall be interrupted. Until then this thread cannot sleep.
            Thread.CurrentThread.Interrupt();
            turns = SpinTurns;
        }
    }
}

using System;
using System.Diagnostics.CodeAnalysis;

namespace NormGen.Runtime;

/// <summary>What <c>MaxDegreeOfParallelism</c> means: as in <see cref="System.Threading.Tasks.ParallelOptions"/>.</summary>
internal static class Parallelism
{
    private const int AllProcessors = -1;

    /// <summary>Requires a number of threads, or -1.</summary>
    public static int Require(int value)
    {
        if (value is 0 or < AllProcessors)
        {
            Throw(value);
        }

        return value;
    }

    /// <summary>The number of threads that a degree of parallelism stands for, 1 or more.</summary>
    public static int Threads(int degree) => degree > 0 ? degree : Environment.ProcessorCount;

    [DoesNotReturn]
    private static void Throw(int value) => throw new ArgumentOutOfRangeException(
        nameof(value),
        value,
        "Expected 1 thread or more, or -1 for as many as there are processors.");
}

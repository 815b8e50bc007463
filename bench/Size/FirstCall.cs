using System;
using System.CommandLine;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.Json;
using NormGen.Bench.Memory;
using NormGen.Bench.Timing;

namespace NormGen.Bench.Size;

/// <summary>How a layer starts in a fresh process, in nanoseconds.</summary>
/// <param name="First">From the layer's making to its first result.</param>
/// <param name="Steady">A call in the end.</param>
/// <param name="UntilFast">From the layer's making until calls took at most 1.25 times that, seven of eight in a row.</param>
/// <param name="CallsUntilFast">The calls made till then.</param>
internal sealed record StartUp(double First, double Steady, double UntilFast, int CallsUntilFast);

/// <summary>The command <c>first-call</c>, which <c>size</c> runs in fresh processes.</summary>
internal static class FirstCall
{
    private const double Seconds = 1.2;
    private const int MostCalls = 200_000;
    private const int Window = 8;
    private const double Near = 1.25;

    private static readonly Argument<FileInfo> Assembly = new("assembly") { Description = "The assembly of the layer." };
    private static readonly Argument<string> Layer = new("layer") { Description = "The layer's class." };
    private static readonly Argument<int> Length = new("length") { Description = "The elements of its input." };
    private static readonly Argument<Pass> PassName = new("pass") { Description = "The pass." };

    public static Command Create()
    {
        var command = new Command("first-call", "Time the first calls of a layer in this process.")
        {
            Assembly, Layer, Length, PassName,
        };
        command.Hidden = true;
        command.SetAction(static parsed => Run(
            parsed.GetRequiredValue(Assembly),
            parsed.GetRequiredValue(Layer),
            parsed.GetValue(Length),
            parsed.GetValue(PassName)));
        return command;
    }

    private static int Run(FileInfo assembly, string layer, int length, Pass pass)
    {
        var type = System.Reflection.Assembly.LoadFrom(assembly.FullName).GetType(layer)!;
        var (input, gradient, target) = (new float[length], new float[length], new float[length]);
        NormalValues.Fill(input, seed: 1);
        NormalValues.Fill(gradient, seed: 2);
        var tensors = new PassTensors { Input = input, OutputGradient = gradient, Output = target, InputGradient = target };
        Console.WriteLine(JsonSerializer.Serialize(Reduce(Ends(type, pass, tensors))));
        return 0;
    }

    /// <summary>When each call ended, from the layer's making on. The loop itself is not to be what becomes faster.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double[] Ends(Type type, Pass pass, PassTensors tensors)
    {
        var ends = new double[MostCalls];
        var start = Stopwatch.GetTimestamp();
        var layer = (NormalizationLayer)Activator.CreateInstance(type)!;
        if (pass == Pass.Backward)
        {
            layer.RunPass(Pass.Forward, tensors);
        }

        var calls = 0;
        for (; calls < MostCalls && Stopwatch.GetElapsedTime(start).TotalSeconds < Seconds; calls++)
        {
            layer.RunPass(pass, tensors);
            ends[calls] = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        }

        return ends[..calls];
    }

    private static StartUp Reduce(double[] ends)
    {
        var took = ends.Zip(ends.Prepend(0), (end, before) => end - before).ToArray();
        var steady = Statistics.Median(took[(took.Length * 4 / 5)..]);
        var fast = 0;
        while (fast + Window < took.Length && Quick(took.AsSpan(fast, Window), Near * steady) < Window - 1)
        {
            fast++;
        }

        return new StartUp(ends[0], steady, ends[fast], fast + 1);
    }

    private static int Quick(ReadOnlySpan<double> times, double most)
    {
        var count = 0;
        foreach (var time in times)
        {
            count += time <= most ? 1 : 0;
        }

        return count;
    }
}

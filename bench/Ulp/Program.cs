using System;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using NormGen.Generator.Isas;
using NormGen.Ulp.Measured;

// Measures the functions that activations are made of, through the code that is generated for them, against their exact values.
string[] names = [.. MeasuredFunction.All.Select(function => function.Name)];
var only = new Option<string[]>("--function")
{
    Description = $"Only these of {string.Join(", ", names)}.",
    AllowMultipleArgumentsPerToken = true,
    DefaultValueFactory = _ => names,
};
only.AcceptOnlyFromAmong(names);
var every = new Option<int>("--every")
{
    Description = "Try one float of so many. By default all 2^32 are tried, which takes minutes for a function.",
    DefaultValueFactory = _ => 1,
};
every.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() is < 1 or > 65536)
    {
        result.AddError("--every takes a number from 1 to 65536.");
    }
});

var root = new RootCommand("Measures exp, expm1, sigmoid, tanh and erf over all floats, and compares the bits of all instruction sets.") { only, every };
root.SetAction(parsed =>
{
    InstructionSet[] isas = [.. InstructionSets.All.Where(isa => isa.FloatLanes switch
    {
        16 => Vector512.IsHardwareAccelerated,
        8 => System.Runtime.Intrinsics.X86.Avx2.IsSupported && Fma.IsSupported,
        _ => true,
    })];
    Console.WriteLine($"instruction sets: {string.Join(", ", isas.Select(isa => isa.Name))}");
    Console.WriteLine("function   inputs       worst ulp  at               gives            other bits  seconds");
    var isWithin = true;
    foreach (var function in MeasuredFunction.All.Where(function => parsed.GetRequiredValue(only).Contains(function.Name)))
    {
        var start = Stopwatch.GetTimestamp();
        var found = Survey.Run(function, isas, parsed.GetValue(every));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{function,-10} {found.Inputs,-12} {found.Worst,-10:F4} {found.At,-16:R} {found.Actual,-16:R} {found.OtherBits,-11} {seconds:F0}"));
        isWithin &= found is { Worst: <= 2, OtherBits: 0 };
    }

    return isWithin ? 0 : 1;
});
return root.Parse(args).Invoke();

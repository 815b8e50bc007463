using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Emit;
using NormGen.Generator.Ir;
using NormGen.Generator.Isas;
using NormGen.Generator.Scheduling;
using NormGen.Generator.Spec;

namespace NormGen.Compiler.Tests.Kernels;

/// <summary>
/// Text that calls the functions of a kernel's file with arrays by their region's name: what layers call, or the steps in the code
/// of one instruction set.
/// </summary>
internal static class KernelCalls
{
    /// <summary>The name under which the dispatch is called.</summary>
    public const string Dispatch = "Dispatch";

    private const string Parameters =
        "string function, Arrays memory, double epsilon, nuint outer, nuint inner, nuint from, nuint to, nuint slot, int threads";

    public static string ClassOf(KernelSpec spec) => spec.ClassName + "Calls";

    public static string Of(KernelSpec spec)
    {
        var writer = new CodeWriter();
        writer.Lines(
            $"namespace {GeneratedTexts.Namespace};",
            "using Arrays = global::System.Collections.Generic.IReadOnlyDictionary<string, global::System.Array>;",
            "using MemoryMarshal = global::System.Runtime.InteropServices.MemoryMarshal;");
        using (writer.Braces($"internal static class {ClassOf(spec)}"))
        using (writer.Braces($"public static void Call({Parameters})"))
        using (writer.Braces("switch (function)"))
        {
            var routines = Executable.Routines(Scheduler.Plan(spec, InstructionSets.All[0]));
            foreach (var routine in routines)
            {
                var numbers = routine.Scalars.Concat(routine.Sizes);
                numbers = routine.IsShared ? numbers.Append("threads") : numbers;
                Case(writer, Dispatch, routine.Name, $"{spec.ClassName}.{routine.Name}", routine.Regions, numbers);
            }

            foreach (var step in Routine.Functions(routines))
            {
                foreach (var isa in InstructionSets.All)
                {
                    var path = $"{spec.ClassName}.{isa.Name}.{step.Name}";
                    Case(writer, isa.Name, step.Name, path, step.Regions, step.Scalars.Select(scalar => scalar.Name).Concat(step.Sizes));
                }
            }

            writer.Line("default: throw new global::System.ArgumentOutOfRangeException(nameof(function));");
        }

        return writer.ToString();
    }

    private static void Case(
        CodeWriter writer, string target, string name, string path, IEnumerable<Region> regions, IEnumerable<string> numbers) =>
        writer.Line($"case \"{target}.{name}\": {path}({string.Join(", ", regions.Select(Array).Concat(numbers))}); break;");

    /// <summary>Of an empty table there is no first element, and no kernel touches it.</summary>
    private static string Array(Region region) =>
        $"ref MemoryMarshal.GetArrayDataReference(({(region.IsDouble ? "double" : "float")}[])memory[\"{region.Name}\"])";
}

using System.Globalization;
using System.Linq;
using NormGen.Generator.Emit;
using NormGen.Generator.Ir;
using NormGen.Generator.Isas;
using NormGen.Generator.Scheduling;
using NormGen.Generator.Spec;

namespace NormGen.Compiler.Tests.Kernels;

/// <summary>
/// Text that calls the functions of a kernel's file with arrays by their region's name, either through the dispatch or in the code
/// of one instruction set.
/// </summary>
internal static class KernelCalls
{
    /// <summary>The name under which the dispatch is called.</summary>
    public const string Dispatch = "Dispatch";

    public static string ClassOf(KernelSpec spec) => spec.ClassName + "Calls";

    public static string Of(KernelSpec spec)
    {
        var writer = new CodeWriter();
        writer.Lines(
            $"namespace {GeneratedTexts.Namespace};",
            "using Arrays = global::System.Collections.Generic.IReadOnlyDictionary<string, global::System.Array>;",
            "using MemoryMarshal = global::System.Runtime.InteropServices.MemoryMarshal;");
        using (writer.Braces($"internal static class {ClassOf(spec)}"))
        using (writer.Braces("public static void Call(string target, string function, Arrays memory, double epsilon, nuint outer, nuint inner)"))
        using (writer.Braces("switch (target + '.' + function)"))
        {
            foreach (var function in Executable.Functions(Scheduler.Plan(spec, InstructionSets.All[0])))
            {
                Case(writer, spec, function, Dispatch, "");
                foreach (var isa in InstructionSets.All)
                {
                    Case(writer, spec, function, isa.Name, isa.Name + ".");
                }
            }

            writer.Line("default: throw new global::System.ArgumentOutOfRangeException(nameof(function));");
        }

        return writer.ToString();
    }

    private static void Case(CodeWriter writer, KernelSpec spec, Function function, string target, string path)
    {
        var arguments = function.Regions.Select(Array).Concat(function.Scalars.Select(scalar => scalar.Name)).Concat(function.Sizes);
        writer.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"case \"{target}.{function.Name}\": {spec.ClassName}.{path}{function.Name}({string.Join(", ", arguments)}); break;"));
    }

    /// <summary>Of an empty table there is no first element, and no kernel touches it.</summary>
    private static string Array(Region region) =>
        $"ref MemoryMarshal.GetArrayDataReference(({(region.IsDouble ? "double" : "float")}[])memory[\"{region.Name}\"])";
}

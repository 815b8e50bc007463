using NormGen.Generator.Spec;

namespace NormGen.Generator.Emit;

/// <summary>The generated half of a layer: its constants, its parameters, and calls that check and hand over to the kernel.</summary>
internal static class LayerFile
{
    public static string Write(LayerSpec layer, string kernelNamespace, bool hasTensors)
    {
        var writer = new CodeWriter();
        FileHead.Write(writer, isAnnotated: true);
        if (layer.Target.Namespace.Length > 0)
        {
            writer.Line($"namespace {layer.Target.Namespace};");
            writer.Line();
        }

        var kernel = $"global::{kernelNamespace}.{layer.Kernel.ClassName}";
        Containers(writer, layer, 0, layer.Kind == NormalizationKind.Batch
            ? new BatchNormLayer(writer, layer, kernel) { HasTensors = hasTensors }
            : new SampleNormLayer(writer, layer, kernel) { HasTensors = hasTensors });
        return writer.ToString();
    }

    private static void Containers(CodeWriter writer, LayerSpec layer, int depth, LayerWriter body)
    {
        if (depth == layer.Target.Containers.Count)
        {
            body.Write();
            return;
        }

        using (writer.Braces(layer.Target.Containers[depth]))
        {
            Containers(writer, layer, depth + 1, body);
        }
    }
}

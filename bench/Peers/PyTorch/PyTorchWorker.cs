using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text.Json;

namespace NormGen.Bench.Peers.PyTorch;

/// <summary>A Python process with PyTorch in it, which times itself and answers line by line.</summary>
internal sealed class PyTorchWorker : IDisposable
{
    private readonly Process process;

    private PyTorchWorker(Process process) => this.process = process;

    /// <summary>Starts one.</summary>
    /// <returns>Null where there is no Python with PyTorch.</returns>
    public static PyTorchWorker? Start(int threads)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("NORMGEN_PYTHON") ?? "/usr/bin/python3")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "pytorch_worker.py") },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var environment = start.Environment;
        environment["ATEN_CPU_CAPABILITY"] = "avx512";
        environment["OMP_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);

        // Its results are new tensors each time: let them reuse memory that is mapped already, as they do in a long run.
        environment["MALLOC_MMAP_MAX_"] = "0";
        environment["MALLOC_TRIM_THRESHOLD_"] = "8589934592";
        environment["MALLOC_TOP_PAD_"] = "268435456";
        return Begin(start);
    }

    /// <summary>Gets ready for a row; false where PyTorch has no such function.</summary>
    public bool Prepare(PyTorchRow row) => Ask(JsonSerializer.Serialize(row, PyTorchJson.Default.PyTorchRow)) == "ready";

    /// <summary>Makes calls and says how many nanoseconds they took.</summary>
    public double Time(int calls) =>
        double.Parse(Ask($$"""{"calls": {{calls.ToString(CultureInfo.InvariantCulture)}}}"""), CultureInfo.InvariantCulture);

    /// <summary>Writes what a call gives to a file of raw floats.</summary>
    public bool WriteResult(string path) => Ask($$"""{"result": "{{path}}"}""") == "ready";

    /// <summary>Forgets the row.</summary>
    public void Leave() => Ask("""{"leave": true}""");

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private static PyTorchWorker? Begin(ProcessStartInfo start)
    {
        try
        {
            var worker = new PyTorchWorker(Process.Start(start)!);
            worker.process.BeginErrorReadLine();
            worker.Leave();
            return worker;
        }
        catch (Exception problem) when (problem is System.ComponentModel.Win32Exception or IOException)
        {
            return null;
        }
    }

    private string Ask(string line)
    {
        process.StandardInput.WriteLine(line);
        process.StandardInput.Flush();
        return process.StandardOutput.ReadLine() ?? throw new IOException("PyTorch's process is gone.");
    }
}
